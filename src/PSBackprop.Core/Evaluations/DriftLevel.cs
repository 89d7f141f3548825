namespace PSBackprop;

/// <summary>How far the values of a column are from those of training.</summary>
public enum DriftLevel
{
    /// <summary>Not farther than samples of the same source are, or too little to matter: the stability index is below 0.1.</summary>
    None,

    /// <summary>Farther than samples of the same source are, with a stability index from 0.1 on.</summary>
    Moderate,

    /// <summary>
    /// Farther than samples of the same source are, with a stability index from 0.25 on: train again on newer rows, or look for a fault in
    /// the data.
    /// </summary>
    Severe,
}
