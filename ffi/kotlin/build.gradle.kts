// The phone's core as an Android archive: the library for each kind of phone, the generated sources, and what is written here.
plugins {
    id("com.android.library")
    id("org.jetbrains.kotlin.android")
    id("maven-publish")
}

group = "org.doorstep"
version = "0.1.0"

/** The repository. */
val root = projectDir.resolve("../..")
/** Where its commands leave what they built. */
val built = root.resolve("target/mobile")
/** The kinds of phones, as Rust and as Android name them. */
val kinds = mapOf("aarch64-linux-android" to "arm64-v8a", "armv7-linux-androideabi" to "armeabi-v7a", "x86_64-linux-android" to "x86_64")

android {
    namespace = "org.doorstep"
    compileSdk = 36
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets.getByName("main") {
        kotlin.srcDir(built.resolve("generated/here/kotlin"))
        jniLibs.srcDir(layout.buildDirectory.dir("libraries"))
    }
    publishing.singleVariant("release")
}

kotlin.jvmToolchain(17)

/** Writes the Kotlin that calls the library. */
val generate by tasks.registering(Exec::class) {
    workingDir = root
    commandLine("cargo", "xtask", "bindings", "generate")
}

/** Builds the library for each kind of phone with the NDK that ANDROID_NDK_HOME names. */
val libraries = kinds.map { (target, kind) ->
    val build = tasks.register<Exec>("build-$kind") {
        workingDir = root
        commandLine("cargo", "xtask", "bindings", "library", "--target", target, "--release")
    }
    tasks.register<Copy>("copy-$kind") {
        dependsOn(build)
        from(built.resolve("$target/release/libdoorstep.so"))
        into(layout.buildDirectory.dir("libraries/$kind"))
    }
}

tasks.named("preBuild") {
    dependsOn(generate)
    dependsOn(libraries)
}

// The tests are the same that run without Gradle: on this machine, over its own library, against the real server.
tasks.withType<Test>().configureEach {
    systemProperty("jna.library.path", built.resolve("bindings").path)
    environment("DOORSTEP_TEST_RUN", root.resolve("target/debug/doorstep-run").path)
    environment("DOORSTEP_TEST_KEPT", layout.buildDirectory.get().asFile.path)
}

publishing.publications.register<MavenPublication>("release") {
    afterEvaluate { from(components["release"]) }
}

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.10.2")
    // On a phone JNA comes with its own library for each kind; on this machine with that of the machine.
    api("net.java.dev.jna:jna:5.17.0@aar")
    testImplementation("net.java.dev.jna:jna:5.17.0")
    testImplementation("junit:junit:4.13.2")
}
