// The app: the field app's built files, and the native side of them.
plugins {
    id("com.android.application")
    id("org.jetbrains.kotlin.android")
}

/** The repository. */
val root = rootDir.resolve("../..")
/** The server's address, when the app is built for one county; else it is asked for at the first start. */
val server = providers.gradleProperty("doorstep.server").getOrElse("")

android {
    namespace = "org.doorstep.app"
    compileSdk = 36

    defaultConfig {
        applicationId = "org.doorstep.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        buildConfigField("String", "SERVER", "\"$server\"")
    }

    buildFeatures.buildConfig = true

    buildTypes.getByName("release") {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
        // java.time on Android 7 and older is not needed: the oldest is 8.
    }
}

kotlin.jvmToolchain(17)

/** Builds the field app as it is shipped. */
val buildPages by tasks.registering(Exec::class) {
    workingDir = root
    commandLine("cargo", "xtask", "web")
}

/** Copies its files among the assets; what was compressed for a server is not needed, and the worker that serves pages
 * without network has nothing to do here. */
val copyPages by tasks.registering(Sync::class) {
    dependsOn(buildPages)
    from(root.resolve("web/field/dist"))
    exclude("**/*.br", "sw.js", "manifest.webmanifest")
    into(layout.buildDirectory.dir("pages/field"))
}

android.sourceSets.getByName("main").assets.srcDir(layout.buildDirectory.dir("pages"))
tasks.named("preBuild") { dependsOn(copyPages) }

dependencies {
    implementation(project(":doorstep"))
    implementation("androidx.biometric:biometric:1.1.0")
    implementation("androidx.core:core:1.18.0")
    implementation("androidx.fragment:fragment:1.8.9")
    implementation("androidx.webkit:webkit:1.15.0")
    implementation("androidx.work:work-runtime:2.11.0")
}
