// Asks the phone's owner to prove themself: fingerprint, face, or the lock of the screen.
package org.doorstep.app

import android.app.Activity
import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Looper
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts
import androidx.biometric.BiometricManager.Authenticators.BIOMETRIC_WEAK
import androidx.biometric.BiometricManager.Authenticators.DEVICE_CREDENTIAL
import androidx.biometric.BiometricPrompt
import androidx.core.content.ContextCompat
import androidx.fragment.app.FragmentActivity
import java.util.concurrent.ArrayBlockingQueue
import org.doorstep.core.Gate
import org.doorstep.core.PortException

/** The gate; it can ask only while the app is looked at. */
class OwnerGate : Gate {
    @Volatile
    private var activity: FragmentActivity? = null
    private var screen: ActivityResultLauncher<Intent>? = null

    @Volatile
    private var asked: ArrayBlockingQueue<Boolean>? = null

    /** The activity over which is asked, while it is made. */
    fun shownBy(shown: FragmentActivity) {
        screen = shown.registerForActivityResult(ActivityResultContracts.StartActivityForResult()) { result ->
            asked?.offer(result.resultCode == Activity.RESULT_OK)
        }
        activity = shown
    }

    /** The activity is gone. */
    fun hiddenBy(hidden: FragmentActivity) {
        if (activity !== hidden) return
        activity = null
        // Whoever is asked now cannot answer any more.
        asked?.offer(false)
    }

    override fun pass(): Boolean {
        check(Looper.myLooper() != Looper.getMainLooper()) { "the main thread cannot wait for its own prompt" }
        val over = activity ?: throw PortException.Failed("the app is not looked at")
        val keyguard = over.getSystemService(Context.KEYGUARD_SERVICE) as KeyguardManager
        if (!keyguard.isDeviceSecure) throw PortException.Failed("the screen has no lock")
        val answer = ArrayBlockingQueue<Boolean>(1)
        asked = answer
        over.runOnUiThread {
            try {
                if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) askByScreen(over, keyguard) else ask(over, answer)
            } catch (gone: IllegalStateException) {
                // The activity ended in between.
                answer.offer(false)
            }
        }
        return answer.take()
    }

    /** Android 8 has no prompt of its own for fingers: the lock of the screen is asked for. */
    @Suppress("DEPRECATION")
    private fun askByScreen(over: FragmentActivity, keyguard: KeyguardManager) {
        val (title, text) = over.getString(R.string.gate_title) to over.getString(R.string.gate_text)
        screen?.launch(keyguard.createConfirmDeviceCredentialIntent(title, text))
    }

    private fun ask(over: FragmentActivity, answer: ArrayBlockingQueue<Boolean>) {
        val heard = object : BiometricPrompt.AuthenticationCallback() {
            override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
                answer.offer(true)
            }

            override fun onAuthenticationError(errorCode: Int, errString: CharSequence) {
                answer.offer(false)
            }
        }
        val prompt = BiometricPrompt.PromptInfo.Builder()
            .setTitle(over.getString(R.string.gate_title))
            .setSubtitle(over.getString(R.string.gate_text))
            .setAllowedAuthenticators(EITHER)
            .build()
        BiometricPrompt(over, ContextCompat.getMainExecutor(over), heard).authenticate(prompt)
    }

    private companion object {
        const val EITHER = BIOMETRIC_WEAK or DEVICE_CREDENTIAL
    }
}
