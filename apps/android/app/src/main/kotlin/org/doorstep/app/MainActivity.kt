// The one screen: the app's pages in a web view over the native core.
package org.doorstep.app

import android.Manifest.permission.POST_NOTIFICATIONS
import android.os.Build
import android.os.Bundle
import android.view.View
import android.view.WindowInsets
import android.view.WindowManager
import android.webkit.WebView
import android.widget.FrameLayout
import android.widget.TextView
import androidx.activity.OnBackPressedCallback
import androidx.fragment.app.FragmentActivity

/** Shows the pages; what they show is about children, so no picture of the screen is taken, nor kept for the switcher. */
class MainActivity : FragmentActivity() {
    private val app get() = application as DoorstepApp
    private val senses by lazy { Senses(this) }
    private lateinit var frame: FrameLayout
    private var web: WebView? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        frame = FrameLayout(this)
        setContentView(frame)
        keepClear(frame)
        senses.tidy()
        app.gate.shownBy(this)
        onBackPressedDispatcher.addCallback(back)
        if (app.address.isKnown) showPages() else frame.addView(AddressView(this, app.address) { showPages() })
    }

    override fun onStop() {
        super.onStop()
        // What was recorded last goes as soon as it can, also when the app is not opened again today.
        SyncWork.again(this)
    }

    override fun onDestroy() {
        app.gate.hiddenBy(this)
        web?.destroy()
        super.onDestroy()
    }

    private fun showPages() {
        val made = WebView(this)
        made.settings.javaScriptEnabled = true
        made.settings.domStorageEnabled = true
        made.settings.allowFileAccess = false
        made.settings.allowContentAccess = true
        made.settings.setGeolocationEnabled(true)
        made.webViewClient = Pages(this, ::recreate)
        made.webChromeClient = senses
        frame.removeAllViews()
        if (!Bridge(app.shell, app.answering).into(made)) {
            made.destroy()
            frame.addView(TextView(this).apply { setText(R.string.webview_old) })
            return
        }
        frame.addView(made)
        web = made
        made.loadUrl(Pages.START.toString())
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) senses.withPermission(POST_NOTIFICATIONS) {}
    }

    /** Keeps the pages clear of the bars of the system and of the keyboard. */
    private fun keepClear(view: View) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            view.fitsSystemWindows = true
            return
        }
        view.setOnApplyWindowInsetsListener { it, insets ->
            val kinds = WindowInsets.Type.systemBars() or WindowInsets.Type.ime() or WindowInsets.Type.displayCutout()
            val taken = insets.getInsets(kinds)
            it.setPadding(taken.left, taken.top, taken.right, taken.bottom)
            WindowInsets.CONSUMED
        }
    }

    private val back = object : OnBackPressedCallback(true) {
        override fun handleOnBackPressed() {
            val shown = web
            if (shown != null && shown.canGoBack()) shown.goBack() else finish()
        }
    }
}
