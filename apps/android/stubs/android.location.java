package android.location;

public class Location {
    public double getLatitude() { return 0; }
    public double getLongitude() { return 0; }
    public float getAccuracy() { return 0; }
    public long getElapsedRealtimeNanos() { return 0; }
    public boolean isMock() { return false; }
    public boolean isFromMockProvider() { return false; }
}

public class LocationManager {
    public static final String GPS_PROVIDER = "";
    public static final String NETWORK_PROVIDER = "";
    public java.util.List<String> getProviders(boolean enabled) { return null; }
    public Location getLastKnownLocation(String provider) { return null; }
}
