// Filling a form as the core asks it: what it still misses is answered by the question's name.
package org.doorstep.kit

import java.awt.Color
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.util.Random
import javax.imageio.ImageIO
import org.doorstep.core.Core

/** What is answered where nothing else was told: the calm answer that opens nothing. */
private val CALM = mapOf(
    "purpose" to listOf("routine"), "accompanied" to listOf("none"), "household_found" to "yes", "met" to "guardian",
    "met_name" to "和丽花", "met_relation" to "mother", "reached_by_phone" to "yes", "no_guardian_why" to "fields",
    "carer" to "parents", "effective_guardian" to "yes", "parents_away" to "none", "hardship" to "no",
    "debts_work" to "no", "others_out" to 0, "health" to "none", "boarding" to "no", "attends" to "yes",
    "works" to "no", "venue" to "no", "marriage" to "no", "told_duty" to "yes", "guardian_refuses" to "no",
    "promised" to "no", "help" to listOf("none"), "photo_consent" to "yes",
)

/** Answers what a draft still misses, until nothing is missing; returns the paths that were answered. */
fun fill(core: Core, draft: String, told: Map<String, Any> = emptyMap()): List<String> {
    val answered = mutableListOf<String>()
    repeat(100) {
        val missing = core.draftView(draft, "zh-Hans").problems.map { it.path }.filter { it !in answered }
        if (missing.isEmpty()) return answered
        val path = missing.first()
        val name = path.substringAfterLast('/').substringBefore('[')
        val answer = told[name] ?: CALM[name] ?: error("no answer for $path of $missing")
        core.draftAnswer(draft, path, Told.write(answer))
        answered += path
    }
    error("the form does not end: $answered")
}

/** A picture as a camera writes it: a JPEG that is like no other. */
fun picture(seed: Long, width: Int = 1600, height: Int = 1200): ByteArray {
    val random = Random(seed)
    val image = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
    val pen = image.createGraphics()
    pen.color = Color(random.nextInt(256), random.nextInt(256), random.nextInt(256))
    pen.fillRect(0, 0, width, height)
    repeat(400) {
        pen.color = Color(random.nextInt(256), random.nextInt(256), random.nextInt(256))
        pen.fillOval(random.nextInt(width), random.nextInt(height), random.nextInt(200), random.nextInt(200))
    }
    pen.dispose()
    return ByteArrayOutputStream().also { ImageIO.write(image, "jpeg", it) }.toByteArray()
}
