// The device's owner: face, fingerprint, or the device's own code.
import Doorstep
import Foundation
import LocalAuthentication

/// Asks the owner to prove themself. It blocks the thread that asks, which is never the main one.
final class Owner: Gate {
    func pass() throws -> Bool {
        let context = LAContext()
        var why: NSError?
        guard context.canEvaluatePolicy(.deviceOwnerAuthentication, error: &why) else {
            // Above all a device without a code: it cannot tell its owner from anybody.
            throw PortError.Failed(reason: why?.localizedDescription ?? "this device cannot ask")
        }
        let answered = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        context.evaluatePolicy(
            .deviceOwnerAuthentication,
            localizedReason: NSLocalizedString("owner.reason", comment: "")
        ) { recognised, _ in
            outcome.recognised = recognised
            answered.signal()
        }
        answered.wait()
        return outcome.recognised
    }
}

/// Written before the semaphore is signalled, read after.
private final class Outcome: @unchecked Sendable {
    var recognised = false
}
