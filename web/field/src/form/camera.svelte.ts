// The camera inside the app: opened at the back of the phone, one picture at a time, with its torch where there is one.

/** Why there is no camera. */
export type NoCamera = 'denied' | 'missing' | null;

interface TorchCapabilities extends MediaTrackCapabilities {
  torch?: boolean;
}
interface TorchConstraint extends MediaTrackConstraintSet {
  torch?: boolean;
}

/** A camera that is open or says why not. */
export class Camera {
  stream = $state.raw<MediaStream | null>(null);
  trouble = $state<NoCamera>(null);
  hasTorch = $state(false);
  torchOn = $state(false);
  #wanted = false;

  async open(): Promise<void> {
    this.#wanted = true;
    this.trouble = null;
    if (!navigator.mediaDevices?.getUserMedia) {
      this.trouble = 'missing';
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 2560 }, height: { ideal: 1920 } },
      });
      if (!this.#wanted) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      this.stream = stream;
      const can: TorchCapabilities = stream.getVideoTracks()[0]?.getCapabilities?.() ?? {};
      this.hasTorch = can.torch === true;
    } catch (thrown) {
      const name = thrown instanceof DOMException ? thrown.name : '';
      this.trouble = name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing';
    }
  }

  close(): void {
    this.#wanted = false;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.torchOn = false;
  }

  async torch(): Promise<void> {
    const track = this.stream?.getVideoTracks()[0];
    const light: TorchConstraint = { torch: !this.torchOn };
    try {
      await track?.applyConstraints({ advanced: [light] });
      this.torchOn = !this.torchOn;
    } catch {
      this.hasTorch = false;
    }
  }
}

/** Takes the picture that a film shows now, at the camera's own size. */
export async function shoot(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', 0.92),
  );
}
