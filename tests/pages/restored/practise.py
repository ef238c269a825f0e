"""What the addresses of exercises restore."""

import re

from tests.pages.restored.opened import Opened, Told


def practise(page: Opened) -> Told:
    """What is asked, with which numbers."""
    sent = page.header("exercise")
    if test := sent.get("standing"):
        return {"test": test["form"], "question": test["number"], "asks": sent.get("prompt")}
    return {
        "chosen from": sent["among"] or None,
        "title": sent["title"],
        "asks": sent["prompt"],
        "level": sent["level"],
        "given": [[one["name"], one["texts"]] for one in sent["figures"]],
    }


def course(page: Opened) -> Told:
    """How many misconceptions are listed."""
    return {"myths": sum('id="slip-' in one.proto.body for one in page.app.get("html")) or None}


def teach(page: Opened) -> Told:
    """Which part is shown, of which lesson; of a sheet what is asked first."""
    shown = [one.proto.body for one in page.app.get("html")]
    asked = [re.findall(r"<h3>\d.*?</section>", body)[0] for body in shown if 'class="sheet"' in body]
    (part,) = [group.value for group in page.app.button_group]
    return {
        "part": part,
        "lesson": next((box.value for box in page.app.selectbox if box.label == "Lesson"), None),
        "asks first": " ".join(re.sub("<[^>]*>", " ", asked[0]).split()) if asked else None,
    }
