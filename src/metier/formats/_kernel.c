/* The hot loops of reading, compiled: words, lines that only say that something
   runs, and the ids in a file. kernel.py holds the same in Python, and the tests
   hold both to the same answers. Stable ABI of Python 3.11; nothing is kept but a
   table of what kind of sign a character is. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#define VERSION 1 /* as in kernel.py; raised with every change of behaviour */

enum { UNKNOWN, SIGN, LETTER, SPACE, IDEOGRAPH };

static unsigned char kinds[0x110000];
static PyObject *kind_of; /* asked once for every character beyond ASCII */

static const char *find(const char *at, const char *end, const char *what,
                        Py_ssize_t size) {
    while (end - at >= size) {
        at = memchr(at, what[0], (size_t)(end - at - size + 1));
        if (at == NULL) return NULL;
        if (memcmp(at, what, (size_t)size) == 0) return at;
        at++;
    }
    return NULL;
}

/* Words -------------------------------------------------------------------- */

/* One character of well-formed UTF-8; moves `at` behind it. */
static Py_UCS4 character(const unsigned char **at, const unsigned char *end) {
    const unsigned char *p = *at;
    unsigned char first = *p;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (end - p <= more) { /* never in what Python encoded */
        *at = end;
        return '?';
    }
    Py_UCS4 code = first & (0x3F >> more);
    for (int i = 1; i <= more; i++) code = (code << 6) | (p[i] & 0x3F);
    *at = p + more + 1;
    return code < 0x110000 ? code : '?';
}

static int learn(Py_UCS4 code) {
    if (kind_of == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the kernel was not told kind_of");
        return -1;
    }
    PyObject *found = PyObject_CallFunction(kind_of, "k", (unsigned long)code);
    if (found == NULL) return -1;
    long kind = PyLong_AsLong(found);
    Py_DECREF(found);
    if (kind == -1 && PyErr_Occurred()) return -1;
    kinds[code] = (unsigned char)kind;
    return 0;
}

static PyObject *count_words(PyObject *self, PyObject *text) {
    Py_buffer view = {0};
    const unsigned char *at, *end;
    if (PyBytes_Check(text)) {
        if (PyObject_GetBuffer(text, &view, PyBUF_SIMPLE) < 0) return NULL;
        at = view.buf;
        end = at + view.len;
    } else { /* ASCII alone: encoding costs nothing then */
        Py_ssize_t size;
        at = (const unsigned char *)PyUnicode_AsUTF8AndSize(text, &size);
        if (at == NULL) return NULL;
        end = at + size;
    }
    Py_ssize_t words = 0;
    int counted = 0;
    while (at < end) {
        Py_UCS4 code = *at;
        if (code < 0x80)
            at++;
        else
            code = character(&at, end);
        if (kinds[code] == UNKNOWN && learn(code) < 0) {
            if (view.obj) PyBuffer_Release(&view);
            return NULL;
        }
        switch (kinds[code]) {
        case LETTER:
            words += !counted;
            counted = 1;
            break;
        case SPACE:
            counted = 0;
            break;
        case IDEOGRAPH:
            words++;
            counted = 0;
            break;
        }
    }
    if (view.obj) PyBuffer_Release(&view);
    return PyLong_FromSsize_t(words);
}

static PyObject *teach(PyObject *self, PyObject *asked) {
    Py_XINCREF(asked);
    PyObject *before = kind_of;
    kind_of = asked;
    Py_XDECREF(before);
    memset(kinds, UNKNOWN, sizeof kinds);
    Py_RETURN_NONE;
}

/* Lines that only say that something runs ---------------------------------- */

#define SNAPSHOT "{\"type\":\"file-history-snapshot\""
#define PROGRESS "\"type\":\"progress\""
#define SESSION "\"sessionId\":\""
#define PARENT "{\"parentUuid\":\""
#define SIDECHAIN "\"isSidechain\":true"
#define SIZE(text) ((Py_ssize_t)sizeof(text) - 1)
#define HEAD 2048

static PyObject *progress(const char *raw, Py_ssize_t size) {
    const char *end = raw + size;
    const char *at = find(raw, raw + (size < HEAD ? size : HEAD), PROGRESS, SIZE(PROGRESS));
    if (at == NULL || size < 85) Py_RETURN_NONE;
    if (at > raw + 1 && memchr(raw + 1, '{', (size_t)(at - raw - 1))) Py_RETURN_NONE;
    if (memcmp(end - 39, "\"timestamp\":\"", 13) || memcmp(end - 85, "\"uuid\":\"", 8))
        Py_RETURN_NONE;
    PyObject *uuid = PyUnicode_DecodeASCII(end - 77, 36, "replace");
    PyObject *time = PyUnicode_DecodeASCII(end - 26, 24, "replace");
    PyObject *parent = memcmp(raw, PARENT, SIZE(PARENT))
                           ? Py_NewRef(Py_None)
                           : PyUnicode_DecodeASCII(raw + 15, 36, "replace");
    const char *session = find(raw, at, SESSION, SIZE(SESSION));
    PyObject *named;
    if (session == NULL) {
        named = Py_NewRef(Py_None);
    } else {
        session += SIZE(SESSION);
        const char *close = memchr(session, '"', (size_t)(end - session));
        named = PyUnicode_DecodeUTF8(session, (close ? close : end - 1) - session, "replace");
    }
    PyObject *side = find(raw, at, SIDECHAIN, SIZE(SIDECHAIN)) ? Py_True : Py_False;
    PyObject *made = NULL;
    if (uuid && time && parent && named)
        made = PyTuple_Pack(5, uuid, time, parent, side, named);
    Py_XDECREF(uuid);
    Py_XDECREF(time);
    Py_XDECREF(parent);
    Py_XDECREF(named);
    return made;
}

static PyObject *noise(PyObject *self, PyObject *line) {
    Py_buffer view;
    if (PyObject_GetBuffer(line, &view, PyBUF_SIMPLE) < 0) return NULL;
    PyObject *found;
    if (view.len >= SIZE(SNAPSHOT) && memcmp(view.buf, SNAPSHOT, SIZE(SNAPSHOT)) == 0)
        found = PyTuple_New(0);
    else
        found = progress(view.buf, view.len);
    PyBuffer_Release(&view);
    return found;
}

/* The ids in a file --------------------------------------------------------- */

static int is_space(unsigned char sign) {
    return sign == ' ' || (sign >= '\t' && sign <= '\r');
}

/* Behind `"name"` and `\s?:\s?"`; NULL where that does not stand there. */
static const char *value(const char *at, const char *end, const char *name,
                         Py_ssize_t size) {
    if (end - at < size + 4 || memcmp(at + 1, name, (size_t)size) || at[size + 1] != '"')
        return NULL;
    at += size + 2;
    if (at < end && is_space((unsigned char)*at)) at++;
    if (at >= end || *at != ':') return NULL;
    at++;
    if (at < end && is_space((unsigned char)*at)) at++;
    return at < end && *at == '"' ? at + 1 : NULL;
}

/* How many signs stand before the closing quote; -1 without one, or too many. */
static Py_ssize_t until_quote(const char *at, const char *end, Py_ssize_t most, int plain) {
    for (Py_ssize_t size = 0; size <= most && at + size < end; size++) {
        if (at[size] == '"') return size;
        if (plain && at[size] == '\\') return -1;
    }
    return -1;
}

static Py_ssize_t prefix(const char *at, Py_ssize_t size) {
    static const char *const known[] = {"msg", "toolu", "call", "ses"};
    for (int i = 0; i < 4; i++) {
        Py_ssize_t length = (Py_ssize_t)strlen(known[i]);
        if (size >= length && memcmp(at, known[i], (size_t)length) == 0) return length;
    }
    return 0;
}

/* The id whose key's quote stands at `at`: where it begins, and its size. */
static const char *identity(const char *at, const char *end, Py_ssize_t *size) {
    static const char *const known[] = {"uuid",    "sessionId", "session_id", "messageUuid",
                                        "call_id", "tool_use_id"};
    const char *found;
    for (int i = 0; i < 6; i++) {
        if (at[1] != known[i][0]) continue;
        found = value(at, end, known[i], (Py_ssize_t)strlen(known[i]));
        if (found == NULL) continue;
        *size = until_quote(found, end, 120, 1);
        return *size >= 1 ? found : NULL;
    }
    found = at[1] == 'i' ? value(at, end, "id", 2) : NULL;
    if (found == NULL) return NULL;
    *size = until_quote(found, end, 125, 1);
    if (*size < 0) return NULL;
    Py_ssize_t begun = prefix(found, *size);
    int long_enough = *size >= 16 && *size <= 120;
    int named = begun && *size - begun >= 1 && *size - begun <= 120;
    return named || long_enough ? found : NULL;
}

static int is_moment(const char *at, Py_ssize_t size) {
    static const char shape[] = "dddd-dd-ddT";
    if (size < 11 + 5 || size > 11 + 20) return 0;
    for (int i = 0; i < 11; i++) {
        int digit = at[i] >= '0' && at[i] <= '9';
        if (shape[i] == 'd' ? !digit : at[i] != shape[i]) return 0;
    }
    return 1;
}

static PyObject *added(PyObject *set, const char *at, Py_ssize_t size) {
    PyObject *made = PyBytes_FromStringAndSize(at, size);
    if (made != NULL && PySet_Add(set, made) < 0) Py_CLEAR(made);
    return made;
}

static int marks_in(const char *at, const char *end, PyObject *ids, PyObject *moments,
                    PyObject **first, PyObject **last) {
    const char *free_of_ids = at, *free_of_moments = at;
    while (end - at > 4 && (at = memchr(at, '"', (size_t)(end - at - 4))) != NULL) {
        Py_ssize_t size;
        const char *found;
        unsigned char next = (unsigned char)at[1];
        if (next == 't' && at >= free_of_moments &&
            (found = value(at, end, "timestamp", 9)) != NULL &&
            is_moment(found, size = until_quote(found, end, 31, 0))) {
            PyObject *moment = added(moments, found, size);
            if (moment == NULL) return -1;
            if (*first == NULL) *first = Py_NewRef(moment);
            Py_XDECREF(*last);
            *last = moment;
            free_of_moments = found + size + 1;
        }
        if ((next == 'u' || next == 's' || next == 'm' || next == 'c' || next == 't' ||
             next == 'i') &&
            at >= free_of_ids && (found = identity(at, end, &size)) != NULL) {
            PyObject *name = added(ids, found, size);
            if (name == NULL) return -1;
            Py_DECREF(name);
            free_of_ids = found + size + 1;
        }
        at++;
    }
    return 0;
}

static PyObject *marks(PyObject *self, PyObject *given) {
    PyObject *text, *ids, *moments, *first = NULL, *last = NULL, *made = NULL;
    Py_buffer view;
    if (!PyArg_ParseTuple(given, "OO!O!", &text, &PySet_Type, &ids, &PySet_Type, &moments))
        return NULL;
    if (PyObject_GetBuffer(text, &view, PyBUF_SIMPLE) < 0) return NULL;
    const char *at = view.buf;
    if (marks_in(at, at + view.len, ids, moments, &first, &last) == 0)
        made = PyTuple_Pack(2, first ? first : Py_None, last ? last : Py_None);
    PyBuffer_Release(&view);
    Py_XDECREF(first);
    Py_XDECREF(last);
    return made;
}

static PyMethodDef methods[] = {
    {"count_words", count_words, METH_O, "Count words of ASCII text or UTF-8 bytes."},
    {"teach", teach, METH_O, "Say who knows what kind of sign a character is."},
    {"noise", noise, METH_O, "Tell a line by its ends; None if it must be decoded."},
    {"marks", marks, METH_VARARGS, "Gather ids and moments; give first and last."},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods,
                                    NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void) {
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && PyModule_AddIntConstant(made, "VERSION", VERSION) < 0)
        Py_CLEAR(made);
    return made;
}
