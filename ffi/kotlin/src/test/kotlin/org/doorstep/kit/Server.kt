// The real server with the demonstration county, one for all tests of a run.
package org.doorstep.kit

import java.io.File
import java.io.IOException
import java.net.HttpURLConnection
import java.net.ServerSocket
import java.net.URL
import java.nio.file.Files
import java.time.LocalDate
import java.util.concurrent.TimeUnit

/** The password of every account of the demonstration. */
const val PASSWORD = "doorstep-demo"

/** A server that runs until the tests end. */
class Server private constructor(private val folder: File, val port: Int) {
    val url = "http://127.0.0.1:$port"
    private var child: Process? = null
    private val said = File(folder, "said.txt")

    private fun start(patienceSeconds: Long): Server {
        val options = listOf("--data", folder.path, "--port", port.toString())
        val builder = ProcessBuilder(listOf(program().path) + options)
        val child = builder.redirectErrorStream(true).redirectOutput(said).start()
        this.child = child
        Runtime.getRuntime().addShutdownHook(Thread { child.destroyForcibly() })
        val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds)
        while (!answers()) {
            check(child.isAlive) { "the server did not start: ${said.readText()}" }
            check(System.nanoTime() < until) { "the server does not answer: ${said.readText()}" }
            Thread.sleep(50)
        }
        return this
    }

    private fun stop() {
        val child = checkNotNull(child)
        child.destroy()
        child.waitFor()
    }

    private fun answers(): Boolean = "Doorstep is at" in said.readText() && try {
        (URL("$url/readyz").openConnection() as HttpURLConnection).responseCode == 200
    } catch (_: IOException) {
        false
    }

    companion object {
        private const val LOADING_SECONDS = 600L
        private const val STARTING_SECONDS = 60L

        /** The server that every test calls; each test chooses workers of its own. */
        val shared: Server by lazy {
            val folder = Files.createTempDirectory("doorstep-server-").toFile()
            Runtime.getRuntime().addShutdownHook(Thread { folder.deleteRecursively() })
            county().copyRecursively(folder, overwrite = true)
            Server(folder, freePort()).start(STARTING_SECONDS)
        }

        private fun program(): File {
            val named = System.getenv("DOORSTEP_TEST_RUN")
            val file = File(checkNotNull(named) { "DOORSTEP_TEST_RUN names the program `doorstep-run`" })
            return file.also { check(it.canExecute()) { "$it cannot be run" } }
        }

        /** The county's folder: loaded once a day, as its term lasts until today, and by the program that is tested. */
        private fun county(): File {
            System.getenv("DOORSTEP_TEST_COUNTY")?.takeIf { it.isNotEmpty() }?.let { return File(it) }
            val kept = File(System.getenv("DOORSTEP_TEST_KEPT") ?: "build", "county")
            val mark = File(kept, "loaded")
            val wanted = "${LocalDate.now()} ${program().lastModified()} ${program().length()}"
            if (mark.exists() && mark.readText() == wanted) return kept
            kept.deleteRecursively()
            kept.mkdirs()
            Server(kept, freePort()).start(LOADING_SECONDS).stop()
            mark.writeText(wanted)
            return kept
        }

        private fun freePort(): Int = ServerSocket(0).use { it.localPort }
    }
}
