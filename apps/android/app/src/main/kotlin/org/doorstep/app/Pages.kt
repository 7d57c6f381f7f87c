// The app's pages out of its own files; nothing else is shown, and nothing is fetched from anywhere.
package org.doorstep.app

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.webkit.RenderProcessGoneDetail
import android.webkit.WebResourceRequest
import android.webkit.WebResourceResponse
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.webkit.WebViewAssetLoader
import java.io.ByteArrayInputStream
import java.io.IOException

/** Serves the field app's built files at an address of their own. */
class Pages(private val context: Context, private val gone: () -> Unit) : WebViewClient() {
    private val loader = WebViewAssetLoader.Builder().setDomain(DOMAIN).addPathHandler("/", ::file).build()

    override fun shouldInterceptRequest(view: WebView, request: WebResourceRequest): WebResourceResponse =
        loader.shouldInterceptRequest(request.url) ?: nothing()

    /** A link to a telephone, a message or a map opens what the phone has for it; no other place can be gone to. */
    override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
        val to = request.url
        if (to.scheme == "https" && to.host == DOMAIN) return false
        if (to.scheme in OUTSIDE && request.hasGesture()) {
            try {
                context.startActivity(Intent(Intent.ACTION_VIEW, to))
            } catch (none: ActivityNotFoundException) {
                // A tablet that cannot telephone.
                return true
            }
        }
        return true
    }

    /** The page's process was ended, as when memory is short: it begins anew, and the core has kept every answer. */
    override fun onRenderProcessGone(view: WebView, detail: RenderProcessGoneDetail): Boolean {
        gone()
        return true
    }

    /** A file of the build; every place within the app is its one page. */
    private fun file(path: String): WebResourceResponse? {
        val name = path.trimStart('/').let { if ('.' in it.substringAfterLast('/')) it else PAGE }
        val stream = try {
            context.assets.open("$FOLDER/$name")
        } catch (none: IOException) {
            return nothing()
        }
        val type = TYPES[name.substringAfterLast('.')] ?: "application/octet-stream"
        return WebResourceResponse(type, if (type.startsWith("text/")) "utf-8" else null, 200, "OK", GUARDS, stream)
    }

    private fun nothing() =
        WebResourceResponse("text/plain", "utf-8", 404, "Not Found", emptyMap(), ByteArrayInputStream(ByteArray(0)))

    companion object {
        private const val DOMAIN = "appassets.androidplatform.net"
        private const val FOLDER = "field"
        private const val PAGE = "index.html"

        /** Whom the pages belong to. */
        const val ORIGIN = "https://$DOMAIN"
        val START: Uri = Uri.parse("$ORIGIN/")

        private val OUTSIDE = setOf("tel", "sms", "smsto", "geo", "weixin", "mailto")
        private val TYPES = mapOf(
            "html" to "text/html", "js" to "text/javascript", "css" to "text/css", "svg" to "image/svg+xml",
            "wasm" to "application/wasm", "png" to "image/png", "woff2" to "font/woff2",
        )

        /** As the server says them with the same files. */
        private val GUARDS = mapOf(
            "Content-Security-Policy" to "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
                "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; " +
                "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options" to "nosniff",
            "Referrer-Policy" to "no-referrer",
            "Cache-Control" to "no-cache",
        )
    }
}
