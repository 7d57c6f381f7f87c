// A desk of the authority over HTTP, as any program would be.
package org.doorstep.kit

import java.net.HttpURLConnection
import java.net.URL
import java.net.URLEncoder

/** Someone who is signed in at a desk. */
class Desk private constructor(private val server: Server, private val token: String?) {
    /** Asks the API; a refusal is an error that tells the answer. */
    fun call(method: String, path: String, body: Any? = null): Told {
        val connection = URL(server.url + path).openConnection() as HttpURLConnection
        connection.requestMethod = method
        connection.setRequestProperty("Accept", "application/json")
        token?.let { connection.setRequestProperty("Authorization", "Bearer $it") }
        if (body != null) {
            connection.doOutput = true
            connection.setRequestProperty("Content-Type", "application/json")
            connection.outputStream.use { it.write(Told.write(body).toByteArray()) }
        }
        val status = connection.responseCode
        val stream = if (status >= 400) connection.errorStream else connection.inputStream
        val text = stream?.use { it.readBytes().decodeToString() }.orEmpty()
        check(status < 300) { "$method $path: $status $text" }
        return if (text.isEmpty()) Told(null) else Told.read(text)
    }

    fun get(path: String): Told = call("GET", path)

    /** Everything that is known of a student. */
    fun student(id: String): Told = get("/v1/students/$id")

    /** The kinds of all facts of a student, by their ids. */
    fun facts(student: String): Map<String, String> {
        val page = student(student)
        val entries = page["timeline"].takeUnless { it.isNull } ?: page["facts"]
        return entries.all.map { entry -> entry["fact"].takeUnless { it.isNull } ?: entry }
            .associate { it["id"].text to it["kind"].text }
    }

    /** The evidence photos of a student. */
    fun evidence(student: String): List<Told> = get("/v1/evidence?student=$student&limit=200")["items"].all

    /** All devices of a worker, the newest last. */
    fun devicesOf(username: String): List<Told> = pages("devices").filter { it["username"].value == username }

    /** Cuts a device off. */
    fun revoke(device: String) = call("POST", "/v1/devices/$device/revoke")

    /** Takes every scope from a worker and gives others, as in `class:S1/2026/7/1`. */
    fun reassign(username: String, scopes: List<String>) {
        val worker = pages("workers").first { it["username"].value == username }
        val id = worker["id"].text
        for (held in worker["scope"].all) call("DELETE", "/v1/workers/$id/assignments/${held["id"].text}")
        for (scope in scopes) call("POST", "/v1/workers/$id/assignments", mapOf("scope" to scope))
    }

    private fun pages(kind: String): List<Told> {
        val all = mutableListOf<Told>()
        var after = ""
        while (true) {
            val page = get("/v1/$kind?limit=500$after")
            all += page[kind].all
            if (page["after"].isNull) return all
            after = "&after=" + URLEncoder.encode(page["after"].text, Charsets.UTF_8)
        }
    }

    companion object {
        fun signIn(username: String, server: Server = Server.shared): Desk {
            val said = mapOf("username" to username, "password" to PASSWORD)
            return Desk(server, Desk(server, null).call("POST", "/v1/sign-in", said)["access_token"].text)
        }
    }
}
