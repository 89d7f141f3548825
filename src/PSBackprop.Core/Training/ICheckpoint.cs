namespace PSBackprop.Training;

/// <summary>Where a training leaves what it needs to go on after an interruption.</summary>
internal interface ICheckpoint
{
    /// <summary>Whether it is time for another.</summary>
    /// <param name="epochs">The epochs finished in this training.</param>
    bool IsDue(int epochs);

    /// <summary>Keeps a network and the state of its training.</summary>
    void Save(Network network, TrainingState state);

    /// <summary>What was kept last; null if there is nothing.</summary>
    (Network Network, TrainingState State)? Load();
}
