// Photos as bytes of a camera's file.
package org.doorstep

import java.nio.Buffer
import java.nio.ByteBuffer
import org.doorstep.core.Problem

/**
 * Takes a picture, as the camera wrote it, into a draft's photo question; returns its SHA-256.
 *
 * @throws Problem.Refused `bad_photo` with why, `photo_refused`, `bad_answer`, `unknown_draft`.
 */
suspend fun Doorstep.takePhoto(draft: String, path: String, file: ByteArray): String =
    ask { photoTake(draft, path, direct(file)) }

/**
 * Adds a picture, as the camera wrote it, to an own visit or venue report; returns the photo's record.
 *
 * @throws Problem.Refused `bad_photo` with why, `photo_refused`, `unknown_fact`, `not_permitted`.
 */
suspend fun Doorstep.attachPhoto(record: String, file: ByteArray): String =
    ask { photoAttach(record, direct(file)) }

/** The core reads a picture where it lies, outside of the heap that a collector moves things in. */
private fun direct(bytes: ByteArray): ByteBuffer {
    val buffer = ByteBuffer.allocateDirect(bytes.size).put(bytes)
    // As a plain buffer: an older Android has no `flip` of byte buffers themselves.
    (buffer as Buffer).flip()
    return buffer
}
