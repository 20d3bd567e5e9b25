"""Element types: TensorFlow's ``DType`` over NumPy's.

A dtype is one object with a fixed number, so ``is`` and ``==`` agree and a table is
enough. Reference types (``float32_ref``) mark tensors that stand for a variable's place
rather than for its value; they exist because TensorFlow 1 prints them.
"""

from __future__ import annotations

from typing import Any

import numpy as np


class DType:
    """The type of the elements of a tensor.

    Source: tf.dtypes.DType.

    >>> float32.name, float32.size, float32.as_numpy_dtype
    ('float32', 4, <class 'numpy.float32'>)
    """

    __slots__ = (
        "_base",
        "_kind",
        "_numpy",
        "_numpy_dtype",
        "enum",
        "is_complex",
        "is_differentiable",
        "name",
    )

    _base: DType
    _numpy: type
    _numpy_dtype: np.dtype[Any]
    _kind: str
    enum: int
    is_complex: bool  # complex64 and complex128
    is_differentiable: bool  # derivatives make sense: real and complex floating types
    name: str

    def __init__(self, name: str, enum: int, numpy_type: type, base: DType | None):
        self.name = name
        self.enum = enum
        self._numpy = numpy_type
        self._numpy_dtype = np.dtype(numpy_type)
        self._base = base or self
        self._kind = self._numpy_dtype.kind
        self.is_complex = self._kind == "c"
        self.is_differentiable = self._kind in "fc"

    @property
    def as_numpy_dtype(self) -> Any:
        """The NumPy scalar type; ``object`` for strings, which hold ``bytes``."""
        return self._numpy

    @property
    def numpy_dtype(self) -> np.dtype[Any]:
        """The same as an ``np.dtype`` object."""
        return self._numpy_dtype

    @property
    def as_datatype_enum(self) -> int:
        """The number of this type in TensorFlow's protocol buffers."""
        return self.enum

    @property
    def runtime_name(self) -> str:
        """What TensorFlow's runtime calls the type: ``float`` for float32."""
        return _RUNTIME_NAMES.get(self.name, self.name)

    @property
    def base_dtype(self) -> DType:
        """The type without the mark of a reference."""
        return self._base

    @property
    def real_dtype(self) -> DType:
        """The type of the real part: ``float32`` for ``complex64``, else itself."""
        if self._base is complex64:
            return float32
        return float64 if self._base is complex128 else self._base

    @property
    def is_floating(self) -> bool:
        """True for float16, float32 and float64."""
        return self._kind == "f"

    @property
    def is_quantized(self) -> bool:
        """False: there are no quantized types here."""
        return False

    @property
    def is_integer(self) -> bool:
        """True for signed and unsigned integers; False for bool."""
        return self._kind in "iu"

    @property
    def is_unsigned(self) -> bool:
        """True for unsigned integers."""
        return self._kind == "u"

    @property
    def is_bool(self) -> bool:
        """True for bool."""
        return self._kind == "b"

    @property
    def is_numpy_compatible(self) -> bool:
        """True: every type here has a NumPy twin."""
        return True

    @property
    def _is_ref_dtype(self) -> bool:
        return self._base is not self

    @property
    def size(self) -> int:
        """Bytes of one element; 1 for strings, as in TensorFlow."""
        return 1 if self._base is string else self._numpy_dtype.itemsize

    @property
    def min(self) -> Any:
        """The least value that the type can hold."""
        if self.is_bool:
            return False
        return self._limits().min

    @property
    def max(self) -> Any:
        """The greatest value that the type can hold."""
        if self.is_bool:
            return True
        return self._limits().max

    @property
    def limits(self) -> tuple[Any, Any]:
        """``(min, max)`` of intensities in this type, as of images: none is below 0.

        Raises ``ValueError`` for complex numbers and strings.
        """
        if self.is_floating:
            return 0, 1
        if not self.is_integer and not self.is_bool:
            raise ValueError(f"{self!r} does not have defined limits.")
        return 0, self.max

    def _limits(self) -> Any:
        if self.is_floating:
            return np.finfo(self._numpy_dtype)
        if self.is_integer:
            return np.iinfo(self._numpy_dtype)
        raise TypeError(f"Cannot find the limits of {self}: it is not a real number.")

    def is_compatible_with(self, other: Any) -> bool:
        """Whether a value of type ``other`` can stand where this type is asked for."""
        other = as_dtype(other)
        return self is other or self is other.base_dtype

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other is None or isinstance(other, DType):
            return False
        try:
            return self is as_dtype(other)
        except TypeError:
            return False

    def __hash__(self) -> int:
        return self.enum

    def __reduce__(self) -> Any:
        return as_dtype, (self.name,)

    def __repr__(self) -> str:
        return "tf." + self.name

    def __str__(self) -> str:
        return f"<dtype: {self.name!r}>"


_RUNTIME_NAMES = {"float16": "half", "float32": "float", "float64": "double"}

_TABLE: tuple[tuple[str, int, type], ...] = (
    ("resource", 20, object),  # a handle: a queue, an iterator; before string, which
    ("variant", 21, object),  # is what NumPy's objects mean
    ("float32", 1, np.float32),
    ("float64", 2, np.float64),
    ("int32", 3, np.int32),
    ("uint8", 4, np.uint8),
    ("int16", 5, np.int16),
    ("int8", 6, np.int8),
    ("string", 7, object),
    ("complex64", 8, np.complex64),
    ("int64", 9, np.int64),
    ("bool", 10, np.bool_),
    ("uint16", 17, np.uint16),
    ("complex128", 18, np.complex128),
    ("float16", 19, np.float16),
    ("uint32", 22, np.uint32),
    ("uint64", 23, np.uint64),
)
_BY_NAME: dict[Any, DType] = {}
_REFS: dict[DType, DType] = {}
for _name, _enum, _numpy_type in _TABLE:
    _dtype = DType(_name, _enum, _numpy_type, None)
    _BY_NAME[_name] = _BY_NAME[_enum] = _BY_NAME[_numpy_type] = _dtype
    _BY_NAME[np.dtype(_numpy_type)] = _dtype
    _ref = DType(_name + "_ref", _enum + 100, _numpy_type, _dtype)
    _BY_NAME[_ref.name] = _BY_NAME[_ref.enum] = _REFS[_dtype] = _ref

float32 = _BY_NAME["float32"]
float64 = _BY_NAME["float64"]
int32 = _BY_NAME["int32"]
uint8 = _BY_NAME["uint8"]
int16 = _BY_NAME["int16"]
int8 = _BY_NAME["int8"]
string = _BY_NAME["string"]
complex64 = _BY_NAME["complex64"]
int64 = _BY_NAME["int64"]
bool_ = _BY_NAME["bool"]
uint16 = _BY_NAME["uint16"]
complex128 = _BY_NAME["complex128"]
float16 = _BY_NAME["float16"]
uint32 = _BY_NAME["uint32"]
uint64 = _BY_NAME["uint64"]
resource = _BY_NAME["resource"]
variant = _BY_NAME["variant"]

_BY_NAME.update(
    {
        float: float32,
        bool: bool_,
        object: string,
        "half": float16,
        "float": float32,
        "double": float64,
        "int": int32,
    }
)

FLOATS = (float16, float32, float64)
COMPLEX = (complex64, complex128)
INTEGERS = (int8, int16, int32, int64, uint8, uint16, uint32, uint64)
REALS = FLOATS + INTEGERS
NUMBERS = REALS + COMPLEX
SIGNED = (*FLOATS, int8, int16, int32, int64, *COMPLEX)
INDEX = (int32, int64)
ALL = (*NUMBERS, bool_, string)
HANDLES = (resource, variant)


def as_dtype(type_value: Any) -> DType:
    """Returns the ``DType`` that ``type_value`` names.

    It is a ``DType``, a NumPy type or dtype, a name, or the number of the type
    in TensorFlow's protocol buffers; of Python's types only ``float``, ``bool`` and
    ``object`` (strings) name one. Anything else raises ``TypeError``. Source:
    tf.as_dtype.

    >>> as_dtype("float32") is as_dtype(np.float32) is float32
    True
    """
    if isinstance(type_value, DType):
        return type_value
    try:
        found = _BY_NAME.get(type_value)
    except TypeError:  # unhashable
        found = None
    if found is None:
        numpy_dtype = getattr(type_value, "dtype", type_value)
        if isinstance(numpy_dtype, np.dtype):
            found = _BY_NAME.get(numpy_dtype.newbyteorder("="))
            if found is None and numpy_dtype.kind in "SU":
                found = string
    if found is None:
        raise TypeError(
            f"Cannot convert the argument `type_value`: {type_value!r} to a TensorFlow "
            "DType."
            f" Use one of: {', '.join(name for name, _, _ in _TABLE)}."
        )
    return found


def ref(dtype: DType) -> DType:
    """Returns the reference type of ``dtype``: ``float32`` becomes ``float32_ref``."""
    return _REFS[dtype.base_dtype]
