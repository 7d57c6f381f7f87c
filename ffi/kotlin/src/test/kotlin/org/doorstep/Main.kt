// Runs every test of this archive where there is no Gradle, and closes with how many passed and failed.
package org.doorstep

import java.util.zip.ZipFile
import kotlin.system.exitProcess
import org.junit.runner.Description
import org.junit.runner.JUnitCore
import org.junit.runner.notification.Failure
import org.junit.runner.notification.RunListener

/** The tests; names as arguments choose some of them. */
fun main(names: Array<String>) {
    val archive = object {}.javaClass.protectionDomain.codeSource.location.path
    val classes = ZipFile(archive).use { zip -> zip.entries().asSequence().map { it.name }.toList() }
        .filter { it.endsWith("Test.class") }
        .map { it.removeSuffix(".class").replace('/', '.') }
        .filter { name -> names.isEmpty() || names.any { name.endsWith(".$it") } }
        .sorted()
    check(classes.isNotEmpty()) { "there are no tests in $archive" }
    val core = JUnitCore()
    core.addListener(Teller())
    val result = core.run(*classes.map { Class.forName(it) }.toTypedArray())
    check(result.ignoreCount == 0) { "no test is left out" }
    println("Tests  ${result.runCount - result.failureCount} passed, ${result.failureCount} failed")
    exitProcess(if (result.wasSuccessful()) 0 else 1)
}

private class Teller : RunListener() {
    private var began = 0L
    private var failed = false

    override fun testStarted(test: Description) {
        began = System.nanoTime()
        failed = false
    }

    override fun testFailure(failure: Failure) {
        failed = true
        println("FAILED ${failure.description.displayName}\n${failure.trimmedTrace}")
    }

    override fun testFinished(test: Description) {
        val name = "${test.testClass.simpleName}: ${test.methodName}"
        if (!failed) println("ok  $name (${(System.nanoTime() - began) / 1_000_000} ms)")
    }
}
