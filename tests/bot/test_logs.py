"""A log says where, never what."""

import io
import logging

from bot.logs import Discreet


def test_a_librarys_record_of_an_exception_holds_no_words_of_it():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet("%(name)s %(levelname)s %(message)s"))
    log = logging.Logger("uvicorn.error")
    log.addHandler(handler)
    try:
        raise KeyError("王秀英 13800138000 12号302")
    except KeyError:
        log.exception("Exception in ASGI application")
    logged = out.getvalue()
    assert "KeyError" in logged
    assert "test_logs.py" in logged
    assert not any(word in logged for word in ("王秀英", "13800138000", "12号302"))
