// Where the database lies: in no backup, and unreadable until the device was unlocked once.
import Foundation

enum Room {
    /// The database's file; its folder is made when there is none.
    static func database() throws -> URL {
        let files = FileManager.default
        let support = try files.url(for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        var folder = support.appendingPathComponent("doorstep", isDirectory: true)
        let protection: [FileAttributeKey: Any] = [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication]
        try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: protection)
        try files.setAttributes(protection, ofItemAtPath: folder.path)
        // The key is in no backup either: a copy of the file could never be read.
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try folder.setResourceValues(values)
        return folder.appendingPathComponent("doorstep.db")
    }
}
