// What is opened is given back: thousands of opened and closed databases leave neither memory nor files behind.
package org.doorstep

import java.io.File
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.doorstep.core.Core
import org.doorstep.core.Listener
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class LeakTest {
    @Test
    fun `ten thousand opens and closes leave neither memory nor files`() {
        Phone().use { phone ->
            runBlocking { phone.enrol("teacher-5333251004-8-1") }
            phone.doorstep.close()
            val platform = phone.platform()
            val round = {
                Core.open(phone.file.path, platform).use { core ->
                    val listener = object : Listener { override fun changed() = Unit }
                    core.listen(listener).use { assertEquals("in", core.who().phase) }
                    core.closeDatabase()
                }
            }
            // What is kept for good is made in the first rounds.
            repeat(2_000) { round() }
            val (memory, files) = residentKilobytes() to openFiles()
            repeat(8_000) { round() }
            val grown = residentKilobytes() - memory
            val told = "memory grew by $grown kB in the last 8,000, now ${residentKilobytes()} kB"
            println("    10,000 opens and closes: $told; ${openFiles()} files open")
            assertTrue("$grown kB more for 8,000 rounds", grown < 48 * 1024)
            assertTrue("${openFiles()} files are open, $files were", openFiles() <= files + 2)
        }
    }

    @Test
    fun `a core that nobody closes is given back with its last holder`() {
        Phone(server = null).use { phone ->
            val before = openFiles()
            repeat(50) { Core.open(File(phone.folder, "forgotten-$it.db").path, phone.platform()) }
            assertTrue(openFiles() > before)
            val until = System.nanoTime() + 30_000_000_000
            while (openFiles() > before && System.nanoTime() < until) {
                System.gc()
                Thread.sleep(20)
            }
            assertTrue("${openFiles()} files are open, $before were", openFiles() <= before)
        }
    }

    @Test
    fun `views that nobody looks at any more listen no more`() = runBlocking {
        Phone(server = null).use { phone ->
            phone.doorstep.who().first()
            repeat(200) { launch { phone.doorstep.who().collect {} }.cancelAndJoin() }
            val memory = residentKilobytes()
            repeat(2_000) { phone.doorstep.who().first() }
            assertTrue(residentKilobytes() - memory < 48 * 1024)
        }
    }

    private fun residentKilobytes(): Long {
        System.gc()
        val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
        return line.filter(Char::isDigit).toLong()
    }

    private fun openFiles(): Int = File("/proc/self/fd").list().orEmpty().size
}
