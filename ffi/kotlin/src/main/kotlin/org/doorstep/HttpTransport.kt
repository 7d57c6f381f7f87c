// The way to the server over HTTP, bounded in time and in bytes.
package org.doorstep

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.ProtocolException
import java.net.URL
import java.time.Duration
import java.util.concurrent.Executors
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.TimeUnit
import org.doorstep.core.Call
import org.doorstep.core.Header
import org.doorstep.core.PortException
import org.doorstep.core.Reply
import org.doorstep.core.Transport

/**
 * Carries calls to one server and nowhere else: redirects are answers as others, and only the loopback is called without
 * TLS.
 *
 * @param address the server's address, as in `https://doorstep.example.cn`.
 * @param connecting how long a connection may take.
 * @param silence how long the server may say nothing.
 * @param whole how long a call may take altogether.
 * @param mostBytes the longest body that is taken.
 */
class HttpTransport(
    address: String,
    private val connecting: Duration = Duration.ofSeconds(20),
    private val silence: Duration = Duration.ofSeconds(60),
    private val whole: Duration = Duration.ofMinutes(10),
    private val mostBytes: Int = 64 * 1024 * 1024,
) : Transport {
    private val server = URL(address.trimEnd('/'))

    init {
        require(server.host.isNotEmpty() && (server.file.isEmpty())) { "not the address of a server: $address" }
        val isLoopback = server.protocol == "http" && server.host in LOOPBACK
        require(server.protocol == "https" || isLoopback) { "not an address with TLS: $address" }
    }

    override fun carry(call: Call): Reply = try {
        carried(call)
    } catch (lost: IOException) {
        throw PortException.Failed("${lost.javaClass.simpleName}: ${lost.message}")
    }

    private fun carried(call: Call): Reply {
        val url = URL(server, call.path)
        if (url.host != server.host || url.port != server.port || url.protocol != server.protocol) {
            throw PortException.Failed("not a path of the server")
        }
        val connection = url.openConnection() as HttpURLConnection
        val end = WATCH.schedule({ connection.disconnect() }, whole.toMillis(), TimeUnit.MILLISECONDS)
        try {
            prepare(connection, call)
            if (call.body.isNotEmpty()) connection.outputStream.use { it.write(call.body) }
            val status = connection.responseCode
            if (status < 0) throw IOException("not an answer of HTTP")
            val stream = if (status >= 400) connection.errorStream else connection.inputStream
            val body = stream?.use(::read) ?: ByteArray(0)
            val told = connection.getHeaderField("Content-Length")?.toLongOrNull()
            val isBare = call.method == "HEAD" || status == 204 || status == 304
            // The Java platform does not say that a body ended too early.
            if (told != null && told != body.size.toLong() && !isBare) throw IOException("an answer that was cut off")
            // The Java platform undoes an encoding only where it asked for it, and takes its header away then.
            return Reply(status.toUShort(), headers(connection), body)
        } catch (lost: Exception) {
            // What may be half sent or half read is never used again.
            connection.disconnect()
            throw lost
        } finally {
            end.cancel(false)
        }
    }

    private fun prepare(connection: HttpURLConnection, call: Call) {
        connection.connectTimeout = connecting.toMillis().toInt()
        connection.readTimeout = silence.toMillis().toInt()
        connection.instanceFollowRedirects = false
        connection.useCaches = false
        call.headers.forEach { connection.setRequestProperty(it.name, it.value) }
        try {
            connection.requestMethod = call.method
        } catch (unknown: ProtocolException) {
            // A Java platform that knows no PATCH: the server takes its name in a header.
            connection.requestMethod = "POST"
            connection.setRequestProperty("X-HTTP-Method-Override", call.method)
        }
        if (call.body.isNotEmpty()) connection.doOutput = true
    }

    private fun read(stream: InputStream): ByteArray {
        val body = ByteArrayOutputStream()
        val piece = ByteArray(PIECE)
        while (true) {
            val length = stream.read(piece)
            if (length < 0) return body.toByteArray()
            if (length > mostBytes - body.size()) throw IOException("an answer of more than $mostBytes bytes")
            body.write(piece, 0, length)
        }
    }

    private fun headers(connection: HttpURLConnection): List<Header> =
        connection.headerFields.filterKeys { it != null }.flatMap { (name, values) -> values.map { Header(name, it) } }

    private companion object {
        const val PIECE = 16 * 1024
        val LOOPBACK = setOf("127.0.0.1", "localhost", "[::1]")

        /** Ends calls that take too long; one thread for all, which keeps no program alive. */
        val WATCH: ScheduledExecutorService = Executors.newSingleThreadScheduledExecutor { task ->
            Thread(task, "doorstep-calls").apply { isDaemon = true }
        }
    }
}
