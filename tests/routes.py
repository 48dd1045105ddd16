"""Who may open which address. A route without a rule fails the suite; so does a rule without a route."""

from __future__ import annotations

from enum import Enum

from django.urls import URLPattern, get_resolver


class Rule(Enum):
    PUBLIC = "anybody, signed in or not"
    SHARED = "anybody, signed in or not, when its row is for everyone; for whoever asks, all others do not exist"
    ACCOUNT = "whoever is signed in"
    OFFICE = "people with office access; some pages ask for a verb too"
    RECORD = "people with office access who see the row it is about; for others it does not exist"
    PAGES = "people with office access who may write public pages"
    OFF = "nobody: it does not exist"


REGISTER_PAGES = {
    "index": Rule.OFFICE,
    "index_results": Rule.OFFICE,
    "add": Rule.OFFICE,
    "edit": Rule.RECORD,
    "delete": Rule.RECORD,
    "inspect": Rule.RECORD,
    "history": Rule.RECORD,
    "confirm": Rule.RECORD,
    # Only rows that the person sees are taken from a form.
    "together": Rule.OFFICE,
}
REGISTERS = (
    *("need", "meeting", "goal", "tie", "membership", "organisation", "countryprogramme", "memberlist"),
    *("earlierstatus", "agreement", "clause", "commitment", "attachment"),
    *("fee", "seat", "jointproject", "projectpartner", "benefit"),
    *("person", "role", "acquaintance", "contactdetail", "personalnote"),
    *("practice", "practiceresult", "practicepartner", "adoption", "enquiry"),
    *("savedview", "watch"),
)

PAGE_DOORS = (
    *("add", "add_subpage", "edit", "delete", "unpublish", "set_page_position", "copy", "move", "move_confirm"),
    "usage",
    *("preview_on_add", "preview_on_edit", "view_draft", "history", "history_results", "revisions_index"),
    *("revisions_view", "revisions_revert", "revisions_compare", "revisions_unschedule"),
)

RULES: dict[str, Rule] = {
    "start": Rule.PUBLIC,
    "set_language": Rule.PUBLIC,
    "places:world": Rule.PUBLIC,
    "home": Rule.PUBLIC,
    "wagtail_serve": Rule.PUBLIC,
    "projects:practices": Rule.PUBLIC,
    "open_library:practices": Rule.PUBLIC,
    "projects:project": Rule.PUBLIC,
    "practices:feed": Rule.PUBLIC,
    "practices:ask": Rule.PUBLIC,
    "practices:thanks": Rule.PUBLIC,
    **{f"practices:{page}": Rule.SHARED for page in ("practice", "pdf", "docx", "data", "ask_about")},
    "public:sources": Rule.PUBLIC,
    "public:ties": Rule.PUBLIC,
    # It says nothing by itself: it leads to a page that the person may open, or does not exist.
    "lasting": Rule.PUBLIC,
    # Signing in, out and back in; a page that needs an account sends a visitor to sign in.
    "account_login": Rule.PUBLIC,
    "account_logout": Rule.PUBLIC,
    "account_inactive": Rule.PUBLIC,
    "account_signup": Rule.PUBLIC,
    "account_email_verification_sent": Rule.PUBLIC,
    "account_reset_password": Rule.PUBLIC,
    "account_reset_password_done": Rule.PUBLIC,
    "account_reset_password_from_key": Rule.PUBLIC,
    "account_reset_password_from_key_done": Rule.PUBLIC,
    "account_confirm_login_code": Rule.PUBLIC,
    "account_confirm_email": Rule.PUBLIC,
    "mfa_authenticate": Rule.PUBLIC,
    "mfa_login_webauthn": Rule.PUBLIC,
    "socialaccount_login_cancelled": Rule.PUBLIC,
    "socialaccount_login_error": Rule.PUBLIC,
    "socialaccount_signup": Rule.PUBLIC,
    "openid_connect_login": Rule.PUBLIC,
    "openid_connect_callback": Rule.PUBLIC,
    "account/social/login/cancelled/": Rule.PUBLIC,
    "account/social/login/error/": Rule.PUBLIC,
    "account/social/signup/": Rule.PUBLIC,
    "account_reauthenticate": Rule.ACCOUNT,
    "account_email": Rule.ACCOUNT,
    "account_change_password": Rule.ACCOUNT,
    "account_set_password": Rule.ACCOUNT,
    "mfa_index": Rule.ACCOUNT,
    "mfa_reauthenticate": Rule.ACCOUNT,
    "mfa_activate_totp": Rule.ACCOUNT,
    "mfa_deactivate_totp": Rule.ACCOUNT,
    "mfa_view_recovery_codes": Rule.ACCOUNT,
    "mfa_generate_recovery_codes": Rule.ACCOUNT,
    "mfa_download_recovery_codes": Rule.ACCOUNT,
    "mfa_list_webauthn": Rule.ACCOUNT,
    "mfa_add_webauthn": Rule.ACCOUNT,
    "mfa_reauthenticate_webauthn": Rule.ACCOUNT,
    "mfa_remove_webauthn": Rule.ACCOUNT,
    "mfa_edit_webauthn": Rule.ACCOUNT,
    "socialaccount_connections": Rule.ACCOUNT,
    "account/social/connections/": Rule.PUBLIC,
    # The office.
    "wagtailadmin_home": Rule.OFFICE,
    "wagtailadmin_account": Rule.OFFICE,
    "wagtailadmin_dismissibles": Rule.OFFICE,
    "wagtailusers_users:index": Rule.OFFICE,
    "wagtailusers_users:index_results": Rule.OFFICE,
    "wagtailusers_users:add": Rule.OFFICE,
    "wagtailusers_users:edit": Rule.OFFICE,
    "office:confirm": Rule.OFFICE,
    "office:search": Rule.OFFICE,
    "office:add": Rule.OFFICE,
    # It is about a fact, which everybody may read; that it is kept already is said only of a practice that one sees.
    "office:keep": Rule.OFFICE,
    "office:quick": Rule.OFFICE,
    "desk:log": Rule.OFFICE,
    "desk:suggest": Rule.OFFICE,
    "meeting:who": Rule.RECORD,
    "person:vcard": Rule.RECORD,
    "person:erase": Rule.RECORD,
    "changes:mine": Rule.OFFICE,
    "changes:undo": Rule.RECORD,
    "changes:proposals": Rule.OFFICE,
    "changes:proposal": Rule.RECORD,
    "practice:propose": Rule.RECORD,
    "circles:index": Rule.OFFICE,
    "circles:circle": Rule.OFFICE,
    "office:act_for": Rule.OFFICE,
    "finder:find": Rule.OFFICE,
    "library:find": Rule.OFFICE,
    "watch:mine": Rule.OFFICE,
    "watch:seen": Rule.RECORD,
    "finder:compare": Rule.OFFICE,
    "finder:export": Rule.OFFICE,
    "need:outcomes": Rule.OFFICE,
    # A place, a country and a unit of ours are no records: what is listed on their pages is.
    "about:place": Rule.OFFICE,
    "about:country": Rule.OFFICE,
    "about:unit": Rule.OFFICE,
    "about:organisation": Rule.RECORD,
    "about:person": Rule.RECORD,
    "about:goal": Rule.RECORD,
    "need:shortlist": Rule.RECORD,
    "need:weigh": Rule.RECORD,
    # A batch is seen by the person who made it, and by nobody else (kokoaan/imports/tests/test_pages.py).
    "imports:index": Rule.OFFICE,
    "imports:template": Rule.OFFICE,
    **{f"imports:{page}": Rule.OFFICE for page in ("batch", "columns", "again", "errors", "progress")},
    # A document is seen by the person who reads it (kokoaan/practices/tests/test_reading_pages.py).
    "practice:read": Rule.OFFICE,
    "practice:reading": Rule.OFFICE,
    "tie:move": Rule.RECORD,
    "commitment:done": Rule.RECORD,
    "attachment:download": Rule.RECORD,
    # They name no record in their addresses; what they are asked about in ?of= and ?keep= is tried in duplicates/tests.
    "duplicates:pairs": Rule.OFFICE,
    "duplicates:judge": Rule.OFFICE,
    "duplicates:compare": Rule.OFFICE,
    "duplicates:typed": Rule.OFFICE,
    "review:log": Rule.OFFICE,
    "review:worth": Rule.OFFICE,
    "savedview:open": Rule.RECORD,
    "picture:index": Rule.OFFICE,
    "languages:index": Rule.OFFICE,
    "languages:holds": Rule.OFFICE,
    **{f"{register}:{page}": rule for register in REGISTERS for page, rule in REGISTER_PAGES.items()},
    # Public pages: written by coordinators. Names of records stay out of them.
    "wagtailadmin_explore": Rule.PAGES,
    "wagtailadmin_explore_root": Rule.PAGES,
    "wagtailadmin_explore_results": Rule.PAGES,
    **{f"wagtailadmin_pages:{page}": Rule.PAGES for page in PAGE_DOORS},
    # They hold no rows: the way out, Wagtail's icons and its words; its sign-in leads to ours.
    "wagtailadmin_logout": Rule.PUBLIC,
    "wagtailadmin_sprite": Rule.PUBLIC,
    "wagtailadmin_javascript_catalog": Rule.PUBLIC,
    "wagtailadmin_login": Rule.PUBLIC,
    # Addresses of the office that nobody has thought open.
    "office/^.*/$": Rule.OFF,
    "office/test404/": Rule.OFF,
    "wagtailadmin_error_test": Rule.OFF,
    "wagtailusers_users:delete": Rule.OFF,
    "wagtailusers_users:history": Rule.OFF,
    "wagtailusers_users:history_results": Rule.OFF,
    "wagtailusers_users:usage": Rule.OFF,
    "wagtailusers_users:copy": Rule.OFF,
    # Records are not Wagtail's: its bulk actions, tags, previews, lists and reports would print their names.
    "wagtail_bulk_action": Rule.OFF,
    "wagtailadmin_tag_autocomplete": Rule.OFF,
    "wagtailadmin_tag_model_autocomplete": Rule.OFF,
    "wagtailadmin_block_preview": Rule.OFF,
    "wagtailadmin_password_reset": Rule.OFF,
    "wagtailadmin_password_reset_done": Rule.OFF,
    "wagtailadmin_password_reset_confirm": Rule.OFF,
    "wagtailadmin_password_reset_complete": Rule.OFF,
}

# A rule for all routes of a namespace, or of a family of names.
FAMILIES: dict[str, Rule] = {
    "wagtailadmin_api:": Rule.OFF,
    "wagtailadmin_choose_page_chosen_multiple": Rule.OFF,
    "wagtailadmin_choose_page": Rule.PAGES,
    "wagtailadmin_collections:": Rule.OFF,
    "wagtailadmin_editing_sessions:": Rule.PAGES,
    "wagtailadmin_pages:": Rule.OFF,
    "wagtailadmin_reports:": Rule.OFF,
    "wagtailadmin_workflows:": Rule.OFF,
    "wagtaildocs:": Rule.OFF,
    "wagtaildocs_chooser:": Rule.OFF,
    "wagtailimages:": Rule.OFF,
    "wagtailimages_chooser:": Rule.OFF,
    "wagtaillocales:": Rule.OFF,
    "wagtailsites:": Rule.OFF,
    "wagtailusers_groups:": Rule.OFF,
}


def walk(resolver=None, namespaces=(), prefix=""):
    """Every route as (name, pattern, converters); a route without a name is called by its pattern."""
    for part in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            name = ":".join([*namespaces, part.name]) if part.name else pattern
            yield name, pattern
        else:
            inner = (*namespaces, part.namespace) if part.namespace else namespaces
            yield from walk(part, inner, pattern)


def rule_of(name: str) -> Rule | None:
    families = [rule for family, rule in FAMILIES.items() if name.startswith(family)]
    return RULES.get(name) or (families[0] if families else None)
