"""A firm with lessons for conversations: what is on record, and what Slack would read in it."""

from sqlmodel import col, select

from models.lesson import Draft, Lesson, LessonWords, log_lesson
from models.permission import Deed
from models.project import Share


def firm_of_apollo(firm):
    """Ana runs Apollo for Acme, made of Data; Coaching is offered too; Mara leads."""
    ana = firm.person("Ana Lind")
    firm.leader("Mara Okoye")
    project = firm.project("Apollo", firm.client("Acme"), key="AP-1")
    data = firm.offering("Data")
    firm.offering("Coaching")
    with firm.writing() as session:
        session.add(Share(project_id=project.id, offering_id=data.id))
    firm.runs(ana, project)
    return project


def kept(firm):
    """Return the lessons on record."""
    with firm.database.reading() as session:
        return session.exec(select(Lesson).order_by(col(Lesson.id))).all()


def known(firm, who, title, **words):
    """Put a lesson on record without a conversation."""
    project = words.pop("project", None)
    with firm.writing() as session:
        place = session.merge(project) if project else None
        draft = Draft(LessonWords(title=title, **words), place)
        return log_lesson(session, Deed(firm.called(who), firm.now), draft)


def begins(person, title, **where):
    """Open the form as one does who looked first whether it is known."""
    return person.types(f"/lesson {title}", **where).clicks("Log a lesson")


def marked(seen):
    """Return all that Slack would look through for markup."""
    sections = [block["text"] for block in seen.payload["blocks"] if block["type"] == "section"]
    assert all(text["verbatim"] for text in sections if text["type"] == "mrkdwn")
    written = [text["text"] for text in sections if text["type"] == "mrkdwn"]
    return "\n".join([seen.payload["text"], *written])


def bare(words):
    return words.replace("\N{WORD JOINER}", "")
