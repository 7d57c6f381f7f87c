// The database's key: random, in a file, wrapped by a key that never leaves the phone's secure hardware.
package org.doorstep.app

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import java.io.File
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.SecureRandom
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.doorstep.core.Keystore
import org.doorstep.core.PortException

/** Keeps the key in a file that is of no use on any other phone, nor on this one while it is locked. */
class DeviceKey(private val file: File) : Keystore {
    @Synchronized
    override fun key(): ByteArray = try {
        if (file.exists()) unwrap(file.readBytes()) else make()
    } catch (refused: GeneralSecurityException) {
        // The phone is locked, or its secure hardware is busy. A key that is lost for good is thrown away by `forget`.
        throw PortException.Failed(refused.javaClass.simpleName)
    }

    @Synchronized
    override fun forget() {
        try {
            store().deleteEntry(ALIAS)
        } catch (refused: GeneralSecurityException) {
            throw PortException.Failed(refused.javaClass.simpleName)
        }
        if (file.exists() && !file.delete()) throw PortException.Failed("the key's file stays")
    }

    private fun make(): ByteArray {
        val key = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, wrapping() ?: makeWrapping()) }
        // The new file is whole or not there.
        val beside = File(file.path + ".new")
        beside.outputStream().use { stream ->
            stream.write(cipher.iv + cipher.doFinal(key))
            stream.fd.sync()
        }
        if (!beside.renameTo(file)) throw PortException.Failed("the key's file cannot be written")
        return key
    }

    private fun unwrap(kept: ByteArray): ByteArray {
        val wrapping = wrapping() ?: throw PortException.Failed("the wrapping key is gone")
        if (kept.size <= IV_BYTES) throw AEADBadTagException()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, wrapping, GCMParameterSpec(TAG_BITS, kept, 0, IV_BYTES))
        return cipher.doFinal(kept, IV_BYTES, kept.size - IV_BYTES)
    }

    private fun store(): KeyStore = KeyStore.getInstance(STORE).apply { load(null) }

    private fun wrapping(): SecretKey? = store().getKey(ALIAS, null) as SecretKey?

    private fun makeWrapping(): SecretKey = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) {
        generated(specification().build())
    } else {
        try {
            generated(specification().setUnlockedDeviceRequired(true).setIsStrongBoxBacked(true).build())
        } catch (none: StrongBoxUnavailableException) {
            generated(specification().setUnlockedDeviceRequired(true).build())
        }
    }

    private fun specification(): KeyGenParameterSpec.Builder =
        KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BYTES * 8)

    private fun generated(specification: KeyGenParameterSpec): SecretKey =
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(specification) }.generateKey()

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val ALIAS = "doorstep-database"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BYTES = 32
        const val IV_BYTES = 12
        const val TAG_BITS = 128
    }
}
