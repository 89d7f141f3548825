namespace PSBackprop;

/// <summary>One of several ways to cut a dataset into a part to train on and a part to test with.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="Training">All other folds.</param>
/// <param name="Test">The fold itself.</param>
public sealed record DatasetFold(int Fold, Dataset Training, Dataset Test);
