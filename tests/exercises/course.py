"""An nbgrader course in a folder of its own, from source to grades.

Run as ``python course.py FOLDER``, where ``FOLDER/plan.json`` names the source and
holds each student's answers. It is a process of its own, since nbgrader warns as it
likes and reads its settings from the environment.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.validator import Validator
from traitlets.config import Config


def main(folder: Path) -> None:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    source = Path(plan["source"])
    (folder / "source" / "first_graph").mkdir(parents=True)
    shutil.copy(source, folder / "source" / "first_graph" / source.name)
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = "lessons"
    api = NbGraderAPI(config=config)
    said = {"generate": api.generate_assignment("first_graph")}
    if not said["generate"]["success"]:
        sys.exit(said["generate"]["log"])

    release = folder / "release" / "first_graph" / source.name
    for student, answers in plan["students"].items():
        notebook = nbformat.read(release, as_version=4)
        for cell in notebook.cells:
            answer = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if answer is not None:
                cell.source = answer
        handed_in = folder / "submitted" / student / "first_graph" / source.name
        handed_in.parent.mkdir(parents=True)
        nbformat.write(notebook, handed_in)
        said[student] = api.autograde("first_graph", student)
    for student in plan["feedback"]:
        said[f"{student}: feedback"] = api.generate_feedback("first_graph", student)

    validated = {}
    for student in plan["validate"]:
        handed_in = folder / "submitted" / student / "first_graph" / source.name
        validated[student] = Validator(config=config).validate(str(handed_in))

    grades = {}
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        for student in plan["students"]:
            submission = gradebook.find_submission("first_graph", student)
            grades[student] = {
                grade.name: [grade.auto_score, grade.max_score]
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
    report = {"said": said, "validated": validated, "grades": grades}
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
