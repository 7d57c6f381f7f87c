// Camera and place for the pages: a picture by the phone's own camera app, and what the page itself asks for.
package org.doorstep.app

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.CAMERA
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.webkit.GeolocationPermissions
import android.webkit.PermissionRequest
import android.webkit.ValueCallback
import android.webkit.WebChromeClient
import android.webkit.WebView
import androidx.activity.result.contract.ActivityResultContracts
import androidx.core.content.ContextCompat
import androidx.core.content.FileProvider
import androidx.fragment.app.FragmentActivity
import java.io.File
import java.util.UUID

/** Answers what pages ask of the phone. It is made before the activity is started, as Android wants it. */
class Senses(private val activity: FragmentActivity) : WebChromeClient() {
    private val folder = File(activity.cacheDir, "pictures")
    private var wanting: ValueCallback<Array<Uri>>? = null
    private var taken: Uri? = null
    private var permitted: (Boolean) -> Unit = {}

    private val camera = activity.registerForActivityResult(ActivityResultContracts.TakePicture()) { isTaken ->
        answer(taken.takeIf { isTaken })
    }
    private val gallery = activity.registerForActivityResult(ActivityResultContracts.GetContent()) { answer(it) }
    private val permission =
        activity.registerForActivityResult(ActivityResultContracts.RequestMultiplePermissions()) { given ->
            permitted(given.values.any { it })
        }

    /** Removes pictures that an earlier run left: the core has what it took. */
    fun tidy() {
        folder.deleteRecursively()
    }

    override fun onShowFileChooser(
        view: WebView,
        callback: ValueCallback<Array<Uri>>,
        parameters: FileChooserParams,
    ): Boolean {
        answer(null)
        wanting = callback
        if (!parameters.isCaptureEnabled) {
            gallery.launch("image/*")
            return true
        }
        withPermission(CAMERA) { if (it) shoot() else answer(null) }
        return true
    }

    override fun onPermissionRequest(request: PermissionRequest) {
        val wantsCamera = request.resources.contentEquals(arrayOf(PermissionRequest.RESOURCE_VIDEO_CAPTURE))
        if (request.origin.toString().trimEnd('/') != Pages.ORIGIN || !wantsCamera) return request.deny()
        withPermission(CAMERA) { if (it) request.grant(request.resources) else request.deny() }
    }

    override fun onGeolocationPermissionsShowPrompt(origin: String, callback: GeolocationPermissions.Callback) {
        if (origin.trimEnd('/') != Pages.ORIGIN) return callback.invoke(origin, false, false)
        withPermission(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION) { callback.invoke(origin, it, false) }
    }

    /** Goes on once one of the permissions is given or all are refused. */
    fun withPermission(vararg names: String, then: (Boolean) -> Unit) {
        val isGiven = names.any { ContextCompat.checkSelfPermission(activity, it) == PERMISSION_GRANTED }
        if (isGiven) return then(true)
        // Whoever asked before is told no: two questions are never open at once.
        permitted(false)
        permitted = { given ->
            permitted = {}
            then(given)
        }
        @Suppress("UNCHECKED_CAST")
        permission.launch(names as Array<String>)
    }

    private fun shoot() {
        folder.mkdirs()
        val file = File(folder, "${UUID.randomUUID()}.jpg")
        val place = FileProvider.getUriForFile(activity, "${activity.packageName}.pictures", file)
        taken = place
        camera.launch(place)
    }

    private fun answer(picture: Uri?) {
        wanting?.onReceiveValue(picture?.let { arrayOf(it) })
        wanting = null
        taken = null
    }
}
