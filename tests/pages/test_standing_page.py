"""The concept test on Practise, and the misconceptions on the page of the course."""

from cnnviz.exercises import FORMS, concepts, told_by
from cnnviz.glossary import MYTHS
from cnnviz.lessons import lessons


def test_a_question_is_posed_and_nothing_of_its_key_is_sent(visit):
    for form in FORMS:
        sent = visit("practise", standing=form, n="4").sent("exercise").header
        problem = concepts(form)[3]
        assert sent["prompt"] == problem.prompt
        assert sent["labels"].keys() == {one.key for one in told_by(problem)}
        assert sent["standing"]["count"] == 16
        assert sent["standing"]["concepts"] is None
        assert sent["solution"] is None
        assert "menu" not in sent


def test_the_result_tells_of_each_choice_and_leads_to_lessons_and_counterexamples(visit):
    sent = visit("practise", standing="b", n="17").sent("exercise").header
    assert "prompt" not in sent
    told = sent["standing"]["concepts"]
    known = {one.lesson.order: one for one in lessons().values()}
    for at, concept in enumerate(told):
        for form in FORMS:
            problem = concepts(form)[at]
            for choice in told_by(problem):
                shown = concept["forms"][form][choice.key]
                assert (shown["right"], shown["why"]) == (choice.right, choice.why)
                assert (shown["myth"] or {}).get("href") == (MYTHS[choice.myth].at if choice.myth else None)
        lesson = known.get(concepts("a")[at].exercise.item.lesson)
        assert (concept["lesson"] or {}).get("title") == (lesson and lesson.words.title)
    assert any(concept["lesson"] for concept in told)


def test_its_questions_are_not_offered_for_practice(visit):
    sent = visit("practise", item="concept-moved").sent("exercise").header
    offered = {one["id"] for topic in sent["menu"]["topics"] for one in topic["exercises"]}
    assert sent["id"] in offered
    assert not offered & {one.exercise.item.id for form in FORMS for one in concepts(form)}
    assert all(topic["exercises"] for topic in sent["menu"]["topics"])


def test_the_course_lists_all_myths_with_their_counterexamples(visit):
    page = visit("course", said="true")
    shown = " ".join(one.proto.body for one in page.app.get("html"))
    assert [f'id="slip-{slip.id}"' in shown for slip in MYTHS.values()] == [True] * 23
    links = " ".join(one.value for one in page.app.markdown)
    assert all(f"]({slip.at})" in links for slip in MYTHS.values())
