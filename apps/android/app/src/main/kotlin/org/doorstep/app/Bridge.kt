// The wire between the pages and the native side: a message in, its answer out.
package org.doorstep.app

import android.net.Uri
import android.os.Handler
import android.os.Looper
import android.webkit.WebView
import androidx.webkit.JavaScriptReplyProxy
import androidx.webkit.WebMessageCompat
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import java.util.concurrent.ExecutorService
import org.doorstep.core.Shell

/** Hands the messages of the app's own pages to the shell. */
class Bridge(private val shell: Shell, private val answering: ExecutorService) : WebViewCompat.WebMessageListener {
    private val main = Handler(Looper.getMainLooper())

    /** Puts the wire into every page of the app, and of nobody else; tells whether this WebView can. */
    fun into(web: WebView): Boolean {
        if (!WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) return false
        WebViewCompat.addWebMessageListener(web, "doorstepShell", setOf(Pages.ORIGIN), this)
        return true
    }

    override fun onPostMessage(
        view: WebView,
        message: WebMessageCompat,
        sourceOrigin: Uri,
        isMainFrame: Boolean,
        replyProxy: JavaScriptReplyProxy,
    ) {
        val text = message.data
        if (!isMainFrame || text == null) return
        answering.execute {
            try {
                val answer = shell.takes(text)
                main.post { replyProxy.postMessage(answer) }
            } catch (half: CharacterCodingException) {
                // No text of a page: those are written as JSON, which has no half characters.
            }
        }
    }
}
