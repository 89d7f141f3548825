namespace PSBackprop.Training;

/// <summary>Where a training leaves what it needs to go on after an interruption.</summary>
internal interface ICheckpoint
{
    /// <summary>Whether it is time for another.</summary>
    /// <param name="epochs">The epochs finished in this training.</param>
    bool IsDue(int epochs);

    /// <summary>Keeps a network and where its training stands.</summary>
    void Save(Network network, TrainingPosition position);

    /// <summary>What was kept last; null if there is nothing.</summary>
    /// <exception cref="BackpropException">What was kept cannot be read, or cannot be gone on from.</exception>
    (Network Network, TrainingPosition Position)? Load();
}
