"""``show_summaries``: event files as curves, in a picture and in words."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.summaries.runs import Histogram, read_runs
from teachflow.viz import show_summaries
from teachflow.viz.curves.charts import Curve, Panel, charts
from teachflow.viz.curves.summaries import LEVELS, MOST_PANELS, _quantiles, smoothed

SVG = "{http://www.w3.org/2000/svg}"


def write(logdir: Any, values: Any, tag: str = "loss", start: int = 0) -> None:
    with tf.summary.FileWriter(logdir) as writer:
        for step, value in enumerate(values, start):
            item = tf.Summary.Value(tag=tag, simple_value=value)
            writer.add_summary(tf.Summary(value=[item]), step)


def write_histograms(logdir: Path, *arrays: Any) -> None:
    x = tf.placeholder(tf.float32)
    summary = tf.summary.histogram("weights", x)
    with tf.Session() as session, tf.summary.FileWriter(logdir) as writer:
        for step, array in enumerate(arrays):
            writer.add_summary(session.run(summary, {x: array}), step)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


# ---- reading ---------------------------------------------------------------------


def test_each_directory_with_event_files_is_a_run(tmp_path):
    for name in ("a", "b/deep", "."):
        write(tmp_path / name, [1.0, 2.0])
    (tmp_path / "empty").mkdir()
    runs = read_runs(tmp_path)
    assert [run.name for run in runs] == [".", "a", "b/deep"]
    assert runs[1].scalars["loss"].steps == [0, 1]
    assert runs[1].scalars["loss"].values == [1.0, 2.0]


def test_several_directories_bear_their_names(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name, [1.0])
    named = read_runs({"first": tmp_path / "a", "second": tmp_path / "b"})
    assert [run.name for run in named] == ["first", "second"]
    listed = read_runs([tmp_path / "b", tmp_path / "a"])
    assert [run.name for run in listed] == [str(tmp_path / "b"), str(tmp_path / "a")]


def test_the_latest_try_counts(tmp_path):
    write(tmp_path, [1.0, 2.0, 3.0])
    write(tmp_path, [7.0, 8.0], start=1)
    (run,) = read_runs(tmp_path)
    assert run.scalars["loss"].steps == [0, 1, 2]
    assert run.scalars["loss"].values == [1.0, 7.0, 8.0]


def test_a_file_that_is_being_written_is_read_as_far_as_it_is(tmp_path):
    writer = tf.summary.FileWriter(tmp_path, max_queue=1000)
    item = tf.Summary.Value(tag="loss", simple_value=1.0)
    for step in range(3):
        writer.add_summary(tf.Summary(value=[item]), step)
    (run,) = read_runs(tmp_path)
    assert run.scalars["loss"].steps == [0, 1, 2]
    with open(writer.path, "ab") as file:
        file.write(b"half of a rec")
    assert read_runs(tmp_path)[0].scalars == run.scalars
    writer.close()


def test_a_damaged_file_is_a_problem_of_its_run(tmp_path):
    write(tmp_path / "good", [1.0])
    write(tmp_path / "bad", [1.0, 2.0])
    (path,) = (tmp_path / "bad").iterdir()
    data = bytearray(path.read_bytes())
    data[-6] ^= 255
    path.write_bytes(data)
    bad, good = read_runs(tmp_path)
    assert bad.scalars["loss"].values == [1.0]
    assert "corrupted record" in bad.problems[0]
    assert good.problems == []
    assert "corrupted record" in show_summaries(tmp_path).text


def test_what_tensorflow_2_writes_is_read_too(tmp_path):
    metadata = {"plugin_data": {"plugin_name": "scalars"}}
    tensor = {"dtype": 1, "tensor_content": np.float32(0.5).tobytes()}
    value = {"tag": "loss", "tensor": tensor, "metadata": metadata}
    rows = np.float64([[0, 1, 3], [1, 2, 1]])
    dims = {"dim": [{"size": 2}, {"size": 3}]}
    table = {"dtype": 2, "tensor_shape": dims, "tensor_content": rows.tobytes()}
    with tf.summary.FileWriter(tmp_path) as writer:
        writer.add_summary(tf.Summary(value=[value, {"tag": "w", "tensor": table}]), 3)
    (run,) = read_runs(tmp_path)
    assert (run.scalars["loss"].steps, run.scalars["loss"].values) == ([3], [0.5])
    (histogram,) = run.histograms["w"].values
    assert histogram == Histogram(0.0, 2.0, (1.0, 2.0), (3.0, 1.0))


# ---- what is shown ---------------------------------------------------------------


def test_one_chart_for_each_tag_with_all_its_runs(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name, [3.0, 2.0, 1.0])
        write(tmp_path / name, [1.0], tag="rate")
    shown = show_summaries(tmp_path)
    assert shown.scalars == ["loss", "rate"]
    words = texts(shown.svg)
    assert {"loss", "rate", "a", "b", "step"} <= set(words)
    assert shown.text.splitlines()[:3] == [
        f"Summaries of 2 runs in {tmp_path}",
        "loss",
        "  a  3 points, step 0 to 2: first 3, last 1, least 1, greatest 3",
    ]


def test_tags_are_chosen_by_name_and_by_pattern(tmp_path):
    for tag in ("loss/train", "loss/test", "rate"):
        write(tmp_path, [1.0], tag=tag)
    assert show_summaries(tmp_path, tags="rate").scalars == ["rate"]
    chosen = show_summaries(tmp_path, tags=["loss/*"]).scalars
    assert sorted(chosen) == ["loss/test", "loss/train"]
    text = show_summaries(tmp_path, tags="lossy").text
    assert "There is no tag lossy. There are: " in text
    assert "Did you mean rate?" in show_summaries(tmp_path, tags="rates").text


def test_runs_differ_in_colour_dashes_and_mark(tmp_path):
    for run in range(7):
        write(tmp_path / str(run), [float(run), run + 1.0])
    root = ET.fromstring(show_summaries(tmp_path).svg)
    lines = [p for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "1.8"]
    looks = {(line.get("stroke"), line.get("stroke-dasharray")) for line in lines}
    assert len(looks) == 7
    assert len({dashes for _, dashes in looks}) == 6


def test_what_is_not_finite_breaks_the_line_and_is_told(tmp_path):
    write(tmp_path, [1.0, 2.0, math.nan, 3.0, 4.0, math.inf])
    shown = show_summaries(tmp_path)
    root = ET.fromstring(shown.svg)
    (line,) = [p for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "1.8"]
    assert line.get("d", "").count("M") == 2
    assert "nan" not in shown.svg
    assert "nan at step 2" in shown.text


@pytest.mark.parametrize(
    "values",
    [[], [0.0], [5.0], [math.nan], [1e300, -1e300], [1e-300, 2e-300], [3.0] * 9],
)
def test_every_kind_of_curve_can_be_drawn(values):
    points = list(enumerate(values))
    svg = charts([Panel("loss", (Curve(0, points),))], [], [])
    assert "nan" not in svg
    ET.fromstring(svg)


def test_ticks_tell_close_values_apart():
    points = [(0, 1000000.0), (1, 1000001.0)]
    numbers = texts(charts([Panel("t", (Curve(0, points),))], [], []))
    assert len(numbers) == len(set(numbers))


def test_a_long_curve_is_thinned_without_losing_its_peaks(tmp_path):
    values = [0.0] * 20000
    values[12345] = 9.0
    points = list(enumerate(values))
    svg = charts([Panel("t", (Curve(0, points),))], [], [])
    assert len(svg) < 60_000
    root = ET.fromstring(svg)
    (line,) = [p for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "1.8"]
    heights = {float(part.split()[1]) for part in line.get("d", "M0 0")[1:].split("L")}
    assert len(heights) == 2


def test_names_in_any_script_and_of_any_length(tmp_path):
    write(tmp_path / "学習率 <0.01>", [1.0], tag="損失/評価")
    write(tmp_path / ("x" * 200), [1.0], tag="損失/評価")
    shown = show_summaries(tmp_path)
    words = texts(shown.svg)
    assert "損失/評価" in words
    assert "学習率 <0.01>" in words
    assert any("…" in word and len(word) < 100 for word in words)


def test_histograms_are_bands(tmp_path):
    write_histograms(tmp_path, np.arange(100.0), np.arange(100.0) + 50)
    shown = show_summaries(tmp_path)
    assert shown.histograms == ["weights"]
    root = ET.fromstring(shown.svg)
    assert len(list(root.iter(f"{SVG}polygon"))) == len(LEVELS) // 2
    assert "at the last from 50 to 149" in shown.text


def test_one_histogram_alone_is_drawn(tmp_path):
    write_histograms(tmp_path, [1.0, 2.0])
    write_histograms(tmp_path / "none", [])
    shown = show_summaries(tmp_path)
    root = ET.fromstring(shown.svg)
    assert len(list(root.iter(f"{SVG}polygon"))) == len(LEVELS) // 2
    assert "nan" not in shown.svg
    assert "no value at the last" in shown.text


def test_quantiles_are_found_inside_the_buckets():
    found = _quantiles(Histogram(0.0, 10.0, (0.0, 5.0, 10.0, 1e300), (0, 50, 50, 0)))
    assert found == pytest.approx([10 * level for level in LEVELS])


def test_smoothing_is_tensorboards(tmp_path):
    # An average whose weights fall by half, over what there is so far.
    assert smoothed([1.0, 3.0], 0.5) == [1.0, (1 * 0.25 + 3 * 0.5) / 0.75]
    assert smoothed([2.0] * 5, 0.9) == pytest.approx([2.0] * 5)
    assert smoothed([1.0, math.inf, 1.0], 0.5) == [1.0, math.inf, 1.0]
    write(tmp_path, [1.0, 3.0, 2.0])
    shown = show_summaries(tmp_path, smoothing=0.5)
    assert "smoothing 0.5" in shown.text
    for wrong in (-0.1, 1, 1.5):
        with pytest.raises(ValueError, match=r"0 \(none\) to below 1"):
            show_summaries(tmp_path, smoothing=wrong)


def test_too_many_charts_are_counted(tmp_path):
    with tf.summary.FileWriter(tmp_path) as writer:
        items = [{"tag": f"t{n}", "simple_value": n} for n in range(MOST_PANELS + 3)]
        writer.add_summary(tf.Summary(value=items), 0)
    shown = show_summaries(tmp_path)
    assert "3 more charts are not drawn" in shown.text
    assert len([word for word in texts(shown.svg) if word == "step"]) == MOST_PANELS


def test_what_only_tensorboard_shows_is_named(tmp_path):
    note = tf.summary.text("note", tf.constant("hi"))
    with tf.Session() as session, tf.summary.FileWriter(tmp_path) as writer:
        writer.add_summary(session.run(note), 0)
    text = show_summaries(tmp_path).text
    assert "TensorBoard also shows: note" in text
    assert "no scalar and no histogram in them yet" in text


def test_nothing_to_show_is_said_in_words(tmp_path):
    assert show_summaries(tmp_path).text == f"No event files in {tmp_path} yet."
    missing = show_summaries(tmp_path / "later")
    assert missing.text == f"There is no directory {tmp_path / 'later'} yet."
    assert "There is no directory" in missing.svg.replace("\u00a0", " ")


def test_a_bundle_has_the_picture_and_the_words_and_asks_for_nothing(tmp_path):
    write(tmp_path, [1.0, 2.0])
    shown = show_summaries(tmp_path)
    bundle = shown._repr_mimebundle_()
    assert sorted(bundle) == ["image/svg+xml", "text/html", "text/plain"]
    assert bundle["text/plain"] == shown.text
    assert "http" not in bundle["text/html"]
    assert bundle["image/svg+xml"].count("http") == 1  # the name of SVG itself
    assert repr(shown) == f"<Summaries of 1 run in {tmp_path}>"


def test_a_repr_never_raises(tmp_path, monkeypatch):
    write(tmp_path, [1.0])
    shown = show_summaries(tmp_path)
    monkeypatch.setattr(os.path, "isdir", lambda path: 1 / 0)
    monkeypatch.setattr(shown, "runs", None)
    assert "could not be shown" in shown._repr_mimebundle_()["text/plain"]
