// Asks the phone's owner to prove themself: fingerprint, face, or the lock of the screen.
package org.doorstep.app

import android.os.Looper
import androidx.biometric.BiometricManager
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

    /** The activity over which is asked. */
    fun shownBy(shown: FragmentActivity) {
        activity = shown
    }

    /** The activity is gone. */
    fun hiddenBy(hidden: FragmentActivity) {
        if (activity === hidden) activity = null
    }

    override fun pass(): Boolean {
        check(Looper.myLooper() != Looper.getMainLooper()) { "the main thread cannot wait for its own prompt" }
        val over = activity ?: throw PortException.Failed("the app is not looked at")
        if (BiometricManager.from(over).canAuthenticate(EITHER) != BiometricManager.BIOMETRIC_SUCCESS) {
            throw PortException.Failed("the screen has no lock")
        }
        val answer = ArrayBlockingQueue<Boolean>(1)
        over.runOnUiThread {
            try {
                ask(over, answer)
            } catch (gone: IllegalStateException) {
                // The activity ended in between.
                answer.offer(false)
            }
        }
        return answer.take()
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
