package org.doorstep.app;

public final class BuildConfig {
    public static final String SERVER = String.valueOf("");
}
