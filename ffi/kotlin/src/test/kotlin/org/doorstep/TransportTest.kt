// The way to the server: bounded in time and bytes, to one server only, with every method that the core uses.
package org.doorstep

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetSocketAddress
import java.net.ServerSocket
import java.time.Duration
import java.util.concurrent.Executors
import org.doorstep.core.Call
import org.doorstep.core.Header
import org.doorstep.core.PortException
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

class TransportTest {
    private val threads = Executors.newCachedThreadPool { Thread(it).apply { isDaemon = true } }
    private val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0).apply {
        executor = threads
        start()
    }
    private val url = "http://127.0.0.1:${server.address.port}"

    @After
    fun stop() = server.stop(0)

    private fun answers(path: String, answer: (HttpExchange) -> Unit) {
        server.createContext(path) { exchange -> exchange.use(answer) }
    }

    private fun call(method: String, path: String, body: ByteArray = ByteArray(0), vararg headers: Pair<String, String>) =
        Call(method, path, headers.map { (name, value) -> Header(name, value) }, body)

    private fun lost(transport: HttpTransport, call: Call): String =
        assertThrows(PortException.Failed::class.java) { transport.carry(call) }.reason

    @Test
    fun `method, headers, body and what comes back are carried as they are`() {
        var seen = ""
        answers("/v1/files") { exchange ->
            val body = exchange.requestBody.readBytes()
            val meant = exchange.requestHeaders.getFirst("X-HTTP-Method-Override") ?: exchange.requestMethod
            seen = "$meant ${exchange.requestURI} ${exchange.requestHeaders.getFirst("Upload-Offset")} ${body.size}"
            exchange.responseHeaders.add("Upload-Offset", "12")
            exchange.responseHeaders.add("Content-Encoding", "br")
            val isBare = meant == "PATCH" || meant == "HEAD"
            exchange.sendResponseHeaders(if (meant == "PATCH") 204 else 200, if (isBare) -1 else 3)
            if (!isBare) exchange.responseBody.write(byteArrayOf(1, 2, 3))
        }
        val transport = HttpTransport(url)
        val asked = arrayOf("Upload-Offset" to "5", "Accept-Encoding" to "br")
        val got = transport.carry(call("GET", "/v1/files?x=1", headers = asked))
        assertEquals("GET /v1/files?x=1 5 0", seen)
        assertArrayEquals(byteArrayOf(1, 2, 3), got.body)
        assertEquals("12", got.headers.first { it.name.equals("upload-offset", true) }.value)
        assertEquals("br", got.headers.first { it.name.equals("content-encoding", true) }.value)
        transport.carry(call("POST", "/v1/files", ByteArray(70_000)))
        assertEquals("POST /v1/files null 70000", seen)
        val patched = transport.carry(call("PATCH", "/v1/files", ByteArray(9), "Upload-Offset" to "7"))
        assertEquals("PATCH /v1/files 7 9", seen)
        assertEquals(204, patched.status.toInt())
        assertEquals(0, transport.carry(call("HEAD", "/v1/files")).body.size)
    }

    @Test
    fun `a refusal is an answer with its body, and a redirect is not followed`() {
        answers("/v1/no") { exchange ->
            exchange.responseHeaders.add("WWW-Authenticate", "Bearer")
            val body = """{"code":"device_revoked"}""".toByteArray()
            exchange.sendResponseHeaders(401, body.size.toLong())
            exchange.responseBody.write(body)
        }
        answers("/v1/away") { exchange ->
            exchange.responseHeaders.add("Location", "$url/v1/no")
            exchange.sendResponseHeaders(307, -1)
        }
        val refused = HttpTransport(url).carry(call("POST", "/v1/no", ByteArray(10)))
        assertEquals(401 to """{"code":"device_revoked"}""", refused.status.toInt() to refused.body.decodeToString())
        assertEquals(307, HttpTransport(url).carry(call("GET", "/v1/away")).status.toInt())
    }

    @Test
    fun `what is too long, too slow, cut off or not HTTP is lost, soon`() {
        answers("/long") { exchange ->
            exchange.sendResponseHeaders(200, 0)
            repeat(100) { exchange.responseBody.write(ByteArray(10_000)) }
        }
        answers("/silent") { Thread.sleep(3_000) }
        answers("/drop") { exchange ->
            exchange.sendResponseHeaders(200, 0)
            repeat(100) {
                exchange.responseBody.write(1)
                exchange.responseBody.flush()
                Thread.sleep(50)
            }
        }
        answers("/cut") { exchange -> exchange.sendResponseHeaders(200, 1_000) }
        val short = Duration.ofMillis(300)
        assertTrue("more than" in lost(HttpTransport(url, mostBytes = 50_000), call("GET", "/long")))
        val start = System.nanoTime()
        lost(HttpTransport(url, silence = short), call("GET", "/silent"))
        lost(HttpTransport(url, whole = short), call("GET", "/drop"))
        lost(HttpTransport(url), call("GET", "/cut"))
        assertTrue("seconds at most", System.nanoTime() - start < 4_000_000_000)
        ServerSocket(0).use { portal ->
            val hello = "hello\r\n\r\n".toByteArray()
            threads.submit { repeat(2) { portal.accept().use { it.getOutputStream().write(hello) } } }
            lost(HttpTransport("http://127.0.0.1:${portal.localPort}"), call("GET", "/"))
        }
        val nobody = ServerSocket(0).use { it.localPort }
        lost(HttpTransport("http://127.0.0.1:$nobody"), call("GET", "/"))
    }

    @Test
    fun `only a server with TLS is called, and nothing but its own paths`() {
        for (address in listOf("http://example.cn", "ftp://example.cn", "https://", "https://example.cn/app", "example.cn")) {
            assertThrows(address, Exception::class.java) { HttpTransport(address) }
        }
        HttpTransport("https://example.cn/")
        val transport = HttpTransport(url)
        for (path in listOf("http://127.0.0.1:1/v1", "//127.0.0.2/v1", "https://example.cn/v1")) {
            assertFalse(lost(transport, call("GET", path)).isEmpty())
        }
    }
}
