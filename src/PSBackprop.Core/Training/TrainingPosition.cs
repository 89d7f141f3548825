namespace PSBackprop.Training;

/// <summary>Where a training stands, beside its network.</summary>
/// <param name="Fingerprint">Which training it is.</param>
/// <param name="FinishedEpochs">The epochs finished, at least 1.</param>
/// <param name="Duration">The time they took.</param>
/// <param name="Ended">Why there is nothing more to do; null while there is.</param>
/// <param name="State">What its parts remember.</param>
internal sealed record TrainingPosition(TrainingFingerprint Fingerprint, int FinishedEpochs, TimeSpan Duration, StopReason? Ended, TrainingState State);
