package android;

public final class Manifest {
    public static final class permission {
        public static final String ACCESS_COARSE_LOCATION = "";
        public static final String ACCESS_FINE_LOCATION = "";
        public static final String CAMERA = "";
        public static final String POST_NOTIFICATIONS = "";
    }
}
