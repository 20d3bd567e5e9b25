"""Op definitions: names and types of inputs, outputs and attributes of each op type.

TensorFlow's registry of op definitions is no public name: only the recorder asks it, and
``test_definitions.py`` holds TeachFlow's table of ops to the record.
"""

from __future__ import annotations

from typing import Any

from ..harness import Topic

TOPIC = Topic("definitions", "graph", recorded_only=True)
TOPICS = [TOPIC]

TYPES = """
Abs Acos Acosh Add AddN Angle BitwiseAnd BitwiseOr BitwiseXor Invert AddV2 All Any ApplyAdagrad ApplyAdam ApplyGradientDescent
ApplyMomentum ApplyRMSProp ApproximateEqual ArgMax ArgMin AsString Asin Asinh Assert Assign
AssignAdd AssignSub AssignAddVariableOp AssignSubVariableOp AssignVariableOp Atan Atan2
Atanh AvgPool AvgPoolGrad BatchMatMulV2 BatchMatMulV3 BiasAdd BiasAddGrad Bincount
BroadcastArgs BroadcastGradientArgs BroadcastTo Bucketize Cast Ceil CheckNumerics Cholesky
ClipByValue Complex ComplexAbs Concat ConcatOffset ConcatV2 Conj ConjugateTranspose Const
Conv2D Conv2DBackpropFilter Conv2DBackpropInput Cos Cosh Cross CropAndResize Cumprod Cumsum
Diag DiagPart Digamma Div DivNoNan Dequantize DynamicPartition DynamicStitch Einsum Elu
EluGrad Empty EnsureShape Enter Equal Erf Erfc Exit Exp ExpandDims Expm1 ExtractImagePatches
FIFOQueueV2 FakeQuantWithMinMaxArgs Fill Floor FloorDiv FloorMod FusedBatchNorm
FusedBatchNormV3 Gather GatherNd GatherV2 Greater GreaterEqual GuaranteeConst HistogramSummary
Identity IdentityN Igamma Imag ImmutableConst InTopK InTopKV2 Inv InvGrad InvertPermutation
IsFinite IsInf IsNan IsVariableInitialized L2Loss LRN LeakyRelu LeakyReluGrad LeftShift Less
LessEqual Lgamma LinSpace ListDiff Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr
LoopCond MatMul MatrixBandPart MatrixDeterminant MatrixDiag MatrixDiagPart MatrixDiagPartV3
MatrixDiagV3 MatrixInverse MatrixSetDiag MatrixSetDiagV3 MatrixSolve MatrixTriangularSolve
Max MaxPool MaxPoolGrad Maximum Mean Merge MergeSummary MergeV2Checkpoints Min Minimum
MirrorPad Mod Mul MulNoNan Multinomial Neg NextIteration NoOp NonMaxSuppression NotEqual
OneHot OnesLike Pack Pad PadV2 Placeholder PlaceholderWithDefault Polygamma Pow
PreventGradient Print PrintV2 Prod PyFunc Qr QueueCloseV2 QueueDequeueManyV2 QueueDequeueV2
QueueEnqueueManyV2 QueueEnqueueV2 QueueSizeV2 RandomGamma RandomPoissonV2 RandomShuffle
RandomShuffleQueueV2 RandomStandardNormal RandomUniform RandomUniformInt Range Rank ReadFile
ReadVariableOp Real RealDiv Reciprocal ReciprocalGrad RefSwitch RegexReplace Relu Relu6
Relu6Grad ReluGrad Reshape ResizeBilinear ResizeNearestNeighbor ResourceApplyAdam
ResourceApplyGradientDescent ResourceGather RestoreV2 Reverse ReverseSequence ReverseV2
RightShift Rint Round Rsqrt RsqrtGrad SaveV2 ScalarSummary ScatterAdd ScatterNd ScatterSub
ScatterUpdate SegmentSum Select SelectV2 SelfAdjointEigV2 Selu SeluGrad Shape ShapeN
ShardedFilename Sigmoid SigmoidGrad Sign Sin Sinh Size Slice Snapshot Softmax
SoftmaxCrossEntropyWithLogits Softplus SoftplusGrad Softsign SoftsignGrad
SparseSoftmaxCrossEntropyWithLogits Split SplitV Sqrt SqrtGrad Square SquaredDifference
Squeeze StatelessRandomNormal StatelessRandomUniform StatelessTruncatedNormal StopGradient
StridedSlice StridedSliceGrad StringFormat StringJoin StringLength StringLower StringSplit
StringStrip StringToHashBucketFast StringToNumber StringUpper Sub Substr Sum Svd Switch Tan
Tanh TanhGrad TemporaryVariable TensorArrayV3 TensorListStack Tile TopK TopKV2 Transpose
TruncateDiv TruncateMod TruncatedNormal Unique UniqueV2 Unpack UnravelIndex
UnsortedSegmentMax UnsortedSegmentSum VarHandleOp VarIsInitializedOp Variable VariableV2
Where Xdivy Xlogy Xlog1py ZerosLike
""".split()


def attribute(value: Any) -> Any:
    """The default of an attribute as plain data; None where there is none."""
    kind = value.WhichOneof("value")
    if kind is None:
        return None
    if kind == "list":
        return [*value.list.i, *value.list.f, *value.list.type, *(s.decode() for s in value.list.s)]
    plain = getattr(value, kind)
    if kind == "s":
        return plain.decode()
    if kind == "shape":
        return None if plain.unknown_rank else [dim.size for dim in plain.dim]
    return plain


def argument(arg: Any, names: Any) -> list[Any]:
    """Name, type (a type attribute's name or a dtype's), list's length, reference."""
    kind = arg.type_attr or arg.type_list_attr or names(arg.type)
    return [arg.name, kind, arg.number_attr or None, bool(arg.is_ref)]


def definition(tf: Any, np: Any, name: str) -> Any:
    """TensorFlow's definition of one op type."""
    from tensorflow.python.framework import op_def_registry

    found = op_def_registry.get(name)
    if found is None:
        return None

    def dtype(number: int) -> str:
        return str(tf.as_dtype(number).name)

    attrs = {}
    for attr in found.attr:
        default = attribute(attr.default_value)
        if attr.type == "type" and default is not None:
            default = dtype(default)
        allowed = attr.allowed_values.list
        values = [dtype(kind) for kind in allowed.type] or [text.decode() for text in allowed.s]
        attrs[attr.name] = {"type": attr.type, "default": default, "allowed": sorted(values)}
    return {
        "inputs": [argument(arg, dtype) for arg in found.input_arg],
        "outputs": [argument(arg, dtype) for arg in found.output_arg],
        "attributes": attrs,
        "stateful": bool(found.is_stateful),
    }


for type_name in dict.fromkeys(TYPES):
    TOPIC.add(type_name, lambda tf, np, name=type_name: definition(tf, np, name))
