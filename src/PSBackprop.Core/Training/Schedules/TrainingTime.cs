namespace PSBackprop.Training.Schedules;

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Step">Steps finished.</param>
/// <param name="Steps">Steps in all.</param>
internal readonly record struct TrainingTime(int Epoch, int Epochs, long Step, long Steps);
