// JSON as the tests read and write it; the Java platform has no reader of its own.
package org.doorstep.kit

/** A value that was told in JSON. */
class Told(val value: Any?) {
    val text: String get() = value as String
    val number: Double get() = value as Double
    val long: Long get() = number.toLong()
    val isTrue: Boolean get() = value as Boolean
    val isNull: Boolean get() = value == null

    /** The values of a list, or of an object. */
    val all: List<Told>
        get() = if (value is Map<*, *>) value.values.map(::Told) else (value as List<*>).map(::Told)

    operator fun get(name: String): Told = Told((value as Map<*, *>)[name])

    operator fun get(index: Int): Told = Told((value as List<*>)[index])

    override fun toString(): String = write(value)

    companion object {
        fun read(text: String): Told = Reader(text).whole()

        /** Writes maps, lists, texts, numbers, booleans and null. */
        fun write(value: Any?): String = when (value) {
            null -> "null"
            is Told -> write(value.value)
            is String -> quoted(value)
            is Map<*, *> ->
                value.entries.joinToString(",", "{", "}") { (name, of) -> "${quoted(name as String)}:${write(of)}" }
            is Iterable<*> -> value.joinToString(",", "[", "]", transform = ::write)
            is Double -> if (value % 1.0 == 0.0) value.toLong().toString() else value.toString()
            else -> value.toString()
        }

        private fun quoted(text: String): String = text.map { c ->
            when {
                c == '"' || c == '\\' -> "\\$c"
                c < ' ' -> "\\u%04x".format(c.code)
                else -> c.toString()
            }
        }.joinToString("", "\"", "\"")
    }
}

private class Reader(private val text: String) {
    private var at = 0

    fun whole(): Told = Told(value()).also { require(next() == null) { "more than JSON: $text" } }

    private fun next(): Char? {
        while (at < text.length && text[at].isWhitespace()) at++
        return text.getOrNull(at)
    }

    private fun take(sign: Char) = require(next() == sign) { "no $sign at $at: $text" }.also { at++ }

    private fun value(): Any? = when (next()) {
        '{' -> list('}') { string().also { take(':') } to value() }.toMap()
        '[' -> list(']', ::value)
        '"' -> string()
        else -> word()
    }

    private fun <T> list(end: Char, one: () -> T): List<T> {
        at++
        val all = mutableListOf<T>()
        while (next() != end) {
            if (all.isNotEmpty()) take(',')
            all += one()
        }
        at++
        return all
    }

    private fun word(): Any? {
        val word = text.substring(at).takeWhile { it.isLetterOrDigit() || it in "+-." }
        at += word.length
        return when (word) {
            "null" -> null
            "true" -> true
            "false" -> false
            else -> word.toDouble()
        }
    }

    private fun string(): String {
        take('"')
        val made = StringBuilder()
        while (text[at] != '"') {
            if (text[at] != '\\') made.append(text[at++]) else made.append(escaped())
        }
        at++
        return made.toString()
    }

    private fun escaped(): Char {
        at += 2
        return when (val sign = text[at - 1]) {
            'n' -> '\n'
            't' -> '\t'
            'r' -> '\r'
            'b' -> '\b'
            'f' -> '\u000c'
            'u' -> text.substring(at, at + 4).toInt(16).toChar().also { at += 4 }
            else -> sign
        }
    }
}
