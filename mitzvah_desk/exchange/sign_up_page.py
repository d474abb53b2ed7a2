"""The form to sign up on as one page for browsers, which loads nothing and sends nothing by itself.

Its answers leave as an e-mail of whoever fills it in. The policy in its head forbids all loading.
"""

import base64
import hashlib
from collections.abc import Iterator
from itertools import groupby

from mitzvah_desk.exchange.newsletter_content import escape_html
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.sign_up.code_block import BEGIN, END
from mitzvah_desk.rules.sign_up.form import (
    MOST_OTHERS,
    AskedPermission,
    OfferedShift,
    SignUpForm,
    SignUpProject,
)
from mitzvah_desk.shipped import find_shipped_file


def sign_up_page_bytes(form: SignUpForm) -> bytes:
    """The form as a page.

    Args:
        form: what it says and asks.
    """
    style = find_shipped_file("sign_up", "form.css").read_text("utf-8")
    script = find_shipped_file("sign_up", "form.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    title = escape_html(_title(form))
    lines = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape_html(_title(form), bare=True)}</title>",
        f"<style>{style}</style>\n</head>\n<body>\n<main>",
        *_head(form, title),
        *_form(form),
        *_result(form),
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _title(form: SignUpForm) -> str:
    return f"Sign up for {form.campaign}"


def _subject(form: SignUpForm) -> str:
    return f"Sign-up for {form.campaign}"


def _attributes(**values: object) -> str:
    return "".join(
        f' data-{name.replace("_", "-")}="{escape_html(str(value), bare=True)}"'
        for name, value in values.items()
    )


def _contact(form: SignUpForm) -> str:
    ring = f", or ring {escape_html(form.phone)}" if form.phone else ""
    address = escape_html(form.email, bare=True)
    return f'write to <a href="mailto:{address}">{address}</a>{ring}'


def _head(form: SignUpForm, title: str) -> Iterator[str]:
    yield "<header>"
    if form.organisation:
        yield f'<p class="publisher">{escape_html(form.organisation)}</p>'
    yield f"<h1>{title}</h1>"
    if form.day:
        yield f"<p><strong>{escape_html(form.day)}</strong></p>"
    if form.answer_by:
        yield f"<p>Please answer by {escape_html(form.answer_by)}.</p>"
    yield (
        "<p data-script hidden>Say who comes and tick your shifts. Your answer goes to us as an e-mail of"
        " yours; nothing is sent before you send it.</p>"
    )
    yield f"<p>You have a question? Please {_contact(form)}.</p>\n</header>"
    yield (
        '<noscript><p class="notice">This form cannot be filled in here, as JavaScript is switched off in'
        f" your browser. You can read below where people are needed."
        f" To sign up, {_contact(form)}: say who comes,"
        " to which shift, and the age of each child.</p></noscript>"
    )


def _form(form: SignUpForm) -> Iterator[str]:
    data = _attributes(
        campaign=form.campaign,
        subject=_subject(form),
        email=form.email,
        most=MOST_OTHERS,
        begin=BEGIN,
        end=END,
    )
    yield f'<form id="form" novalidate{data}>'
    yield (
        '<div id="errors" class="card" role="alert" tabindex="-1" hidden><h2>Something is missing or does not'
        " fit</h2><ul></ul></div>"
    )
    yield '<fieldset class="card" data-script hidden><legend>You</legend>'
    yield _field("given", "First name", 'type="text" autocomplete="given-name" required maxlength="100"')
    yield _field("family", "Family name", 'type="text" autocomplete="family-name" required maxlength="100"')
    yield _field("email", "E-mail", 'type="email" autocomplete="email" required maxlength="200"')
    yield _field("phone", "Telephone (optional)", 'type="tel" autocomplete="tel" maxlength="40"')
    yield from map(_optional, ("diet", "access"))
    yield "</fieldset>"
    yield from _others()
    yield '<section class="card"><h2>Where people are needed</h2>'
    for number, project in enumerate(form.projects, 1):
        yield from _project(project, number)
    yield "</section>"
    yield '<fieldset class="card" data-script hidden><legend>What you allow</legend>'
    yield (
        '<p class="hint">Tick what you allow, for yourself and for the children whom you sign up. What is not'
        f" ticked counts as no. {escape_html(form.withdrawing)}</p>"
    )
    yield from map(_permission, form.permissions)
    yield "</fieldset>"
    yield '<div class="card" data-script hidden><div class="field">'
    yield '<label for="note">Anything else (optional)</label>'
    yield '<textarea id="note" maxlength="1000"></textarea></div>'
    yield (
        '<p class="hint">We use what you write here to plan these shifts, and for nothing else but what you'
        " allowed above.</p>"
    )
    yield '<p><button type="submit" class="main" id="make">Make the e-mail</button></p></div>\n</form>'


def _field(name: str, label: str, attributes: str) -> str:
    return (
        f'<div class="field"><label for="{name}">{label}</label><input id="{name}" {attributes}'
        f' aria-describedby="{name}-error"><p class="error" id="{name}-error" hidden></p></div>'
    )


_OPTIONAL = {"diet": "Diet and allergies (optional)", "access": "What you need to take part (optional)"}


def _optional(name: str) -> str:
    return _field(name, _OPTIONAL[name], 'type="text" autocomplete="off" maxlength="200"')


def _others() -> Iterator[str]:
    yield '<section class="card" data-script hidden><h2>Who comes with you</h2>'
    yield '<p class="hint">Your family, or whoever comes along and agreed that you sign them up.</p>'
    yield '<div id="others"></div>'
    yield '<p><button type="button" id="add">Add a person</button></p>'
    yield '<template id="person"><fieldset class="person"><legend></legend>'
    yield _of_other("given", "First name", 'type="text" maxlength="100" required')
    yield _of_other(
        "family",
        "Family name",
        'type="text" maxlength="100"',
        "Leave it empty where it is the same as yours.",
    )
    yield _of_other(
        "age",
        "Age, of a child",
        'type="number" inputmode="numeric" min="0" max="120" class="short"',
        "On the day on which you fill this in. Leave it empty for an adult.",
    )
    yield _of_other("diet", "Diet and allergies (optional)", 'type="text" maxlength="200"')
    yield _of_other("access", "What they need to take part (optional)", 'type="text" maxlength="200"')
    yield '<p class="field"><button type="button" class="remove">Remove this person</button></p>'
    yield "</fieldset></template></section>"


def _of_other(name: str, label: str, attributes: str, hint: str = "") -> str:
    told = f'<p class="hint">{hint}</p>' if hint else ""
    return (
        f'<div class="field"><label>{label}</label>{told}'
        f'<input data-name="{name}" autocomplete="off" {attributes}>'
        '<p class="error" hidden></p></div>'
    )


def _project(project: SignUpProject, number: int) -> Iterator[str]:
    yield f'<section class="project" aria-labelledby="project-{number}">'
    yield f'<h3 id="project-{number}">{escape_html(project.title)}</h3>'
    where = ", ".join(filter(None, (project.when, project.place)))
    if where:
        yield f'<p class="hint">{escape_html(where)}</p>'
    if project.summary:
        yield f"<p>{escape_html(project.summary)}</p>"
    if project.for_whom:
        yield f"<p>For {escape_html(project.for_whom)}.</p>"
    for day, shifts in groupby(project.shifts, key=lambda each: each.day):
        if day and not project.when.startswith(day):
            yield f'<p class="label">{escape_html(day)}</p>'
        for shift in shifts:
            yield from _shift(project, shift)
    yield "</section>"


def _shift(project: SignUpProject, shift: OfferedShift) -> Iterator[str]:
    key = f"shift-{shift.id}"
    data = _attributes(
        id=shift.id,
        project=project.title,
        role=shift.role,
        when=shift.when,
        starts=shift.starts,
        ends=shift.ends,
        youngest=shift.youngest,
    )
    needs = f"{count_noun(shift.needed, 'person')} still needed"
    if shift.room > shift.needed:
        needs += f", room for {shift.room}"
    ages = f" For people aged {shift.youngest} and over." if shift.youngest else ""
    yield f'<fieldset class="shift" id="{key}" aria-describedby="{key}-hint {key}-error"{data}>'
    yield f"<legend>{escape_html(shift.role)}, {escape_html(shift.times)}</legend>"
    yield f'<p class="hint" id="{key}-hint">{needs}.{ages}</p><div class="who"></div>'
    yield f'<p class="error" id="{key}-error" hidden></p></fieldset>'


def _permission(asked: AskedPermission) -> str:
    data = _attributes(purpose=asked.key, title=asked.title)
    words = f"<strong>{escape_html(asked.title)}.</strong> {escape_html(asked.meaning)}"
    return f'<label class="tick"><input type="checkbox"{data}><span>{words}</span></label>'


def _result(form: SignUpForm) -> Iterator[str]:
    address = escape_html(form.email, bare=True)
    subject = escape_html(_subject(form))
    yield '<section class="card" id="result" tabindex="-1" aria-labelledby="ready" hidden>'
    yield '<h2 id="ready">Your e-mail is ready. Please send it now.</h2>'
    yield (
        '<p id="short">It opens in your e-mail program, and you are signed up once it has reached us. It'
        " did not open? Use the button.</p>"
    )
    yield (
        '<p id="long">It is too long for a button to carry. Copy the text first; then open an e-mail and'
        " paste it there.</p>"
    )
    yield '<p><a class="button" id="send" href="#result">Open the e-mail</a></p>'
    yield (
        f"<p>There is no e-mail program on this device? Copy the text, and send it from"
        f" wherever you write e-mails to <strong>{address}</strong> with the subject “{subject}”.</p>"
    )
    yield '<div class="field"><label for="text">The text of your e-mail</label>'
    yield '<textarea id="text" readonly></textarea></div>'
    yield '<p class="field"><button type="button" id="copy">Copy the text</button></p>'
    yield '<p id="copied" role="status"></p></section>'
