// Where the device is, and whether a program pretends it.
import CoreLocation
import Doorstep
import Foundation

/// Asks the system for a place when one is wanted; nothing is followed.
final class Whereabouts: NSObject, Location, CLLocationManagerDelegate, @unchecked Sendable {
    /// For how many seconds a place is as good as new.
    private static let fresh: TimeInterval = 30
    /// How many seconds a place is waited for.
    private static let patience: TimeInterval = 10

    // Everything below belongs to the main thread.
    private lazy var manager: CLLocationManager = {
        let manager = CLLocationManager()
        manager.delegate = self
        manager.desiredAccuracy = kCLLocationAccuracyBest
        return manager
    }()
    private var last: CLLocation?
    private var waiting: [DispatchSemaphore] = []

    /// The place; none when it is not known, or not to be known. It blocks, so never on the main thread.
    func here() throws -> Sighting? {
        guard !Thread.isMainThread else { return nil }
        let come = DispatchSemaphore(value: 0)
        DispatchQueue.main.async { self.ask(come) }
        _ = come.wait(timeout: .now() + Self.patience)
        return DispatchQueue.main.sync {
            waiting.removeAll { $0 === come }
            return last.flatMap(sighting)
        }
    }

    private func ask(_ come: DispatchSemaphore) {
        if let last, -last.timestamp.timeIntervalSinceNow < Self.fresh {
            come.signal()
            return
        }
        switch manager.authorizationStatus {
        case .notDetermined:
            waiting.append(come)
            manager.requestWhenInUseAuthorization()
        case .authorizedWhenInUse, .authorizedAlways:
            waiting.append(come)
            manager.requestLocation()
        default:
            last = nil
            come.signal()
        }
    }

    private func sighting(_ location: CLLocation) -> Sighting? {
        // An old place is where the device was, not where it is.
        guard -location.timestamp.timeIntervalSinceNow < Self.fresh + Self.patience else { return nil }
        let mock = location.sourceInformation?.isSimulatedBySoftware ?? false
        // A negative radius says that the coordinates are none.
        guard location.horizontalAccuracy >= 0 else { return Sighting(place: nil, mock: mock) }
        let place = Place(
            lat: location.coordinate.latitude,
            lon: location.coordinate.longitude,
            accuracy: location.horizontalAccuracy
        )
        return Sighting(place: place, mock: mock)
    }

    private func signal() {
        waiting.forEach { $0.signal() }
        waiting.removeAll()
    }

    func locationManager(_ manager: CLLocationManager, didUpdateLocations locations: [CLLocation]) {
        last = locations.last ?? last
        signal()
    }

    func locationManager(_ manager: CLLocationManager, didFailWithError error: Error) {
        signal()
    }

    func locationManagerDidChangeAuthorization(_ manager: CLLocationManager) {
        guard !waiting.isEmpty else { return }
        switch manager.authorizationStatus {
        case .authorizedWhenInUse, .authorizedAlways: manager.requestLocation()
        case .notDetermined: break
        default: signal()
        }
    }
}
