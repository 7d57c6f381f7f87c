// The address of the server: built into the app, or told at the first start.
package org.doorstep.app

import android.content.Context
import org.doorstep.HttpTransport
import org.doorstep.core.Call
import org.doorstep.core.PortException
import org.doorstep.core.Reply
import org.doorstep.core.Transport

/** The way to the server at an address that may still have to be told. */
class ServerAddress(context: Context) : Transport {
    private val kept = context.getSharedPreferences("server", Context.MODE_PRIVATE)

    @Volatile
    private var transport: HttpTransport? = (BuildConfig.SERVER.ifEmpty { kept.getString(ADDRESS, "") })
        ?.takeIf { it.isNotEmpty() }
        ?.let(::HttpTransport)

    /** Whether it is known. */
    val isKnown: Boolean get() = transport != null

    /** Takes what a person entered; tells whether it can be the address of a server. */
    fun tell(text: String): Boolean {
        val made = try {
            HttpTransport(text.trim())
        } catch (wrong: Exception) {
            return false
        }
        kept.edit().putString(ADDRESS, text.trim()).apply()
        transport = made
        return true
    }

    override fun carry(call: Call): Reply =
        (transport ?: throw PortException.Failed("no address of a server")).carry(call)

    private companion object {
        const val ADDRESS = "address"
    }
}
