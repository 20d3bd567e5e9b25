"""Datasets of files of comma-separated values, as TensorFlow reads them."""

from __future__ import annotations

import pytest

import teachflow as tf

ROWS = 'a,b,c\n1,2.5,x\n3,,"y, z"\n4,4.5,w\n5,6.5,v\n'
experimental = tf.data.experimental


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(ROWS)
    return str(path)


def rows(data):
    return [tuple(part.numpy() for part in row) for row in data]


def test_rows_are_tuples_with_defaults(file):
    data = experimental.CsvDataset(file, [tf.int32, [0.5], tf.string], header=True)
    assert rows(data) == [
        (1, 2.5, b"x"),
        (3, 0.5, b"y, z"),
        (4, 4.5, b"w"),
        (5, 6.5, b"v"),
    ]
    assert repr(data).startswith("<CsvDatasetV2 element_spec=(TensorSpec(shape=(), ")


def test_each_file_has_its_header_and_columns_may_be_chosen(file):
    data = experimental.CsvDataset(
        [file] * 2, [tf.string], header=True, select_cols=[2]
    )
    assert rows(data) == 2 * [(b"x",), (b"y, z",), (b"w",), (b"v",)]


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([tf.int32, tf.float32, tf.string], "Field 1 is required but missing"),
        ([tf.int32], "Expect 1 fields but have 3"),
    ],
)
def test_rows_that_do_not_fit(file, kinds, words):
    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        list(experimental.CsvDataset(file, kinds, header=True))


def test_batches_are_dicts_by_name(file):
    data = experimental.make_csv_dataset(file, 2, shuffle=False, label_name="c")
    found = [(b["a"].numpy().tolist(), c.numpy().tolist()) for b, c in data.take(3)]
    first = ([1, 3], [b"x", b"y, z"])
    assert found == [first, ([4, 5], [b"w", b"v"]), first]  # without end
    spec = data.element_spec[0]
    assert [(k, v.dtype.name) for k, v in spec.items()] == [
        ("a", "int32"),
        ("b", "float32"),
    ]


def test_shuffled_rows_come_in_tensorflows_order(file):
    tf.random.set_seed(1)
    data = experimental.make_csv_dataset(file, 2, num_epochs=3, shuffle_seed=4)
    found = [batch["a"].numpy().tolist() for batch in data]
    assert found == [[1, 5], [3, 4], [4, 3], [5, 1], [3, 1], [5, 4]]


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("1\n2\n", "int32"),
        ("1\n3000000000\n", "int64"),
        ("1\n2.5\n", "float32"),
        ("1\n99999999999999999999\n", "float32"),
        ("3.4e39\n", "float64"),
        ("x\n1\n", "string"),
        ("nan\n", "string"),
    ],
)
def test_the_narrowest_kind_is_found(tmp_path, column, kind):
    path = tmp_path / "b.csv"
    path.write_text("a\n" + column)
    data = experimental.make_csv_dataset(str(path), 1, num_epochs=1)
    assert data.element_spec["a"].dtype.name == kind


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"label_name": "z"}, "`label_name` provided must be one of the columns"),
        ({"select_columns": ["z"]}, "`select_columns` must name columns"),
        ({"select_columns": ["a", 0]}, "duplicate columns"),
        ({"header": False}, "Expected `column_names` or `header=True`"),
        ({"column_names": ["p", "p", "q"]}, "must be distinct"),
        ({"column_names": ["p", "q"]}, "CSV row 2 has 3 number of fields"),
    ],
)
def test_what_does_not_fit_is_refused(file, options, words):
    with pytest.raises(ValueError, match=words):
        experimental.make_csv_dataset(file, 2, **options)


def test_no_file_and_files_of_other_columns(file, tmp_path):
    with pytest.raises(ValueError, match="No files match"):
        experimental.make_csv_dataset(str(tmp_path / "none*.csv"), 2)
    (tmp_path / "b.csv").write_text("p,q\n1,2\n")
    with pytest.raises(ValueError, match="must have the same column names"):
        experimental.make_csv_dataset(str(tmp_path / "*.csv"), 2)


def test_counting_is_an_experiment_too():
    assert [int(n) for n in experimental.Counter(3, 2).take(3)] == [3, 5, 7]


def test_datasets_of_files_tell_their_version(file):
    assert repr(tf.data.TextLineDataset(file)).startswith("<TextLineDatasetV2 ")
