using System.Globalization;
using System.Numerics;

using PSBackprop.Activations;
using PSBackprop.Initializers;
using PSBackprop.Layers;
using PSBackprop.Numerics;

namespace PSBackprop;

/// <summary>
/// A feed-forward network: layers, and all their parameters in one flat array. It holds data; passes and trainings
/// compute in buffers of their own, so that any number of threads may read a network while one trains it.
/// </summary>
public sealed class Network
{
    private readonly ParameterStore _store;
    private readonly EpochHistory _history = new();
    private int _training;

    internal Network(int inputSize, IEnumerable<Layer> layers, Precision precision, int seed, string? name)
    {
        InputSize = inputSize;
        Layers = Array.AsReadOnly(layers.ToArray());
        Precision = precision;
        Seed = seed;
        Name = name;
        AllLayers = [.. Layers.SelectMany(static layer => layer.Members.SelectMany(static member => member).Append(layer))];
        ParameterCount = Layers.Sum(layer => layer.ParameterCount);
        _store = new ParameterStore(ParameterCount, precision);
        int offset = 0;
        for (int l = 0; l < Layers.Count; l++)
        {
            Layers[l].Attach(_store, offset, l + 1);
            offset += Layers[l].ParameterCount;
        }

        Members = FixedList.Of(Enumerable.Range(1, Layers[0].Members.Count).Select(number => new NetworkMember(this, number)));
    }

    /// <summary>The network's name, if it has one.</summary>
    public string? Name { get; set; }

    /// <summary>The number of features.</summary>
    public int InputSize { get; }

    /// <summary>The number of outputs.</summary>
    public int OutputSize => Layers[^1].Units;

    /// <summary>The layers from the first hidden one to the output; the input is not a layer.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The members that the network is the mean of; empty for a network that is one alone.</summary>
    public IReadOnlyList<NetworkMember> Members { get; }

    /// <summary>The number of weights and biases.</summary>
    public int ParameterCount { get; }

    /// <summary>The number type that the network computes in.</summary>
    public Precision Precision { get; }

    /// <summary>The seed of the first weights, and of the order of samples in trainings that name none.</summary>
    public int Seed { get; }

    /// <summary>The columns of data that the network is for; null if it takes plain numbers.</summary>
    public NetworkColumns? Columns { get; internal set; }

    /// <summary>The loss of the last training; null before the first.</summary>
    public Loss? Loss { get; internal set; }

    /// <summary>
    /// What Invoke-Calibration has found on rows that the network was not trained on; null before, and after further training, as it holds
    /// for the weights that it was found with.
    /// </summary>
    public NetworkCalibration? Calibration { get; internal set; }

    /// <summary>One record for each epoch of the network's life.</summary>
    public IReadOnlyList<EpochRecord> History => _history.Records;

    /// <summary>How the last training went; null before the first.</summary>
    public TrainingSummary? LastTraining { get; internal set; }

    /// <summary>
    /// When the network was trained last, on how many rows, and by which version of the module; its file keeps it. Null before the first
    /// training, and in files that do not say it.
    /// </summary>
    public TrainingOrigin? Trained { get; internal set; }

    /// <summary>Epochs trained so far, those before the network was saved and loaded included.</summary>
    public int EpochsTrained { get; internal set; }

    /// <summary>What there is to know again the rows that it was trained on; null before the first training.</summary>
    internal TrainedRows? TrainedRows { get; set; }

    /// <summary>What usual rows are like to a network that gives rows back; null for others, and where none were held out from its training.</summary>
    internal AnomalyReference? Anomaly { get; set; }

    /// <summary>All layers, those of a layer's members before it: in the order in which they compute.</summary>
    internal IReadOnlyList<Layer> AllLayers { get; }

    /// <summary>Whether it has no hidden layer, and its members have none.</summary>
    internal bool IsWithoutHiddenLayers => Layers.Count == 1 && Layers[0].Members.All(static member => member.Count == 1);

    /// <summary>How the layers' first weights are drawn, for each of <see cref="AllLayers"/>; null for a network from a file.</summary>
    internal IReadOnlyList<WeightInitializer>? Initializers { get; set; }

    /// <summary>The parameters as of now, [ParameterCount]; not to be written to.</summary>
    internal double[] Parameters => _store.Values;

    /// <summary>Builds a network and draws its first weights.</summary>
    /// <param name="inputSize">The number of features, at least 1.</param>
    /// <param name="layers">At least one layer; the last is the output.</param>
    /// <param name="settings">What holds for layers that do not say otherwise.</param>
    /// <param name="cancellationToken">Ends the drawing of a large network.</param>
    /// <exception cref="BackpropException">A size is below 1, there is no layer, a hidden layer is softmax, or the network is too large.</exception>
    public static Network Create(
        int inputSize, IReadOnlyList<LayerSpecification> layers, NetworkSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(settings);
        if (layers.Count == 0)
        {
            throw Errors.NoLayer();
        }

        RequireSize(inputSize, 0);
        if (settings.WeightRange is { } range && !(range.Lower <= range.Upper && double.IsFinite(range.Lower) && double.IsFinite(range.Upper)))
        {
            throw Errors.WeightRange(range.Lower, range.Upper);
        }

        int seed = settings.Seed ?? RandomStream.DrawSeed();
        var built = new List<Layer>(layers.Count);
        long count = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            Layer layer = Create(layers[i], i, layers.Count, built.Count == 0 ? inputSize : built[^1].Units, settings);
            layer.Frozen = layers[i].Frozen;
            count += layer.ParameterCount;
            RequireCount(count);
            built.Add(layer);
        }

        if (settings.Member > 1)
        {
            IReadOnlyList<Layer>[] members = [.. Enumerable.Range(0, settings.Member).Select(_ => built.ConvertAll(static layer => layer.Copy()))];
            built = [LayerFamily.Join(built[^1].Shape with { Inputs = inputSize }, members)];
            count = built[0].ParameterCount;
        }

        // The network's own parameters, and those being drawn.
        double bytes = 2.0 * count * sizeof(double);
        const string remedy = "Use fewer units or layers, or a smaller -TextBit for columns of texts.";
        return MemoryGuard.Run($"build a network of {count:N0} parameters", bytes, remedy, () =>

            // On a thread of its own, as neither the machine's giving memory nor an initializer knows of stopping:
            // that thread ends with its next random number.
            Task.Run(Draw, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult());

        Network Draw()
        {
            var network = new Network(inputSize, built, settings.Precision, seed, settings.Name);
            network.DrawParameters(
                [.. network.AllLayers.Select(layer => InitializerFamily
                    .All[layers[layer.Number - 1].Initializer ?? settings.Initializer ?? layer.Function.SuitedInitializer]
                    .Create(settings))],
                cancellationToken);
            return network;
        }
    }

    /// <summary>Builds a network for columns of data and draws its first weights: as many inputs and outputs as the columns take.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="hidden">The hidden layers; there may be none.</param>
    /// <param name="settings">
    /// What holds for layers that do not say otherwise. The output activation is Linear for numbers, Softmax for classes and Sigmoid
    /// for a yes or no, unless given.
    /// </param>
    /// <param name="cancellationToken">Ends the drawing of a large network.</param>
    /// <exception cref="BackpropException">A size is below 1, a hidden layer is softmax, or the network is too large.</exception>
    internal static Network Create(
        NetworkColumns columns,
        IReadOnlyList<LayerSpecification> hidden,
        NetworkSettings settings,
        CancellationToken cancellationToken = default)
    {
        var output = new LayerSpecification
        {
            Units = columns.OutputSize,
            Activation = settings.OutputActivation ?? columns.Purpose.SuitedOutput(columns.OutputSize),
        };
        Network network = Create(columns.InputSize, [.. hidden, output], settings, cancellationToken);
        network.Columns = columns;
        return network;
    }

    /// <summary>An independent copy, history included.</summary>
    public Network Clone()
    {
        var clone = new Network(InputSize, Layers.Select(static layer => layer.Copy()), Precision, Seed, Name)
        {
            Loss = Loss,
            LastTraining = LastTraining,
            Trained = Trained,
            Anomaly = Anomaly,
            EpochsTrained = EpochsTrained,
            Columns = Columns,
            Calibration = Calibration,
            TrainedRows = TrainedRows,
            Initializers = Initializers,
        };
        clone.SetParameters([.. Parameters]);
        clone._history.CopyFrom(_history);
        return clone;
    }

    /// <summary>A network like this one that has not been trained: the same layers, and first weights drawn from the seed.</summary>
    /// <param name="columns">Its columns, of which there may be others and another number; null for those of this network.</param>
    internal Network CopyUntrained(NetworkColumns? columns = null)
    {
        int inputs = columns?.InputSize ?? InputSize;
        var network = new Network(inputs, Layer.CopyFor(inputs, Layers), Precision, Seed, Name) { Columns = columns ?? Columns };
        var settings = new NetworkSettings();
        network.DrawParameters(Initializers
            ?? [.. AllLayers.Select(layer => InitializerFamily.All[layer.Function.SuitedInitializer].Create(settings))], default);
        return network;
    }

    /// <summary>A member as a network of its own, with the seed that its number gives; copied, like a clone.</summary>
    /// <param name="number">The member's number, from 1.</param>
    internal Network CopyMember(int number)
    {
        Layer whole = Layers[0];
        IReadOnlyList<Layer> layers = whole.Members[number - 1];
        Layer[] copies = [.. layers.Select(static layer => layer.Copy())];
        foreach (Layer copy in copies)
        {
            copy.Frozen |= whole.Frozen;
        }

        var member = new Network(InputSize, copies, Precision, NetworkMember.SeedOf(Seed, number), Name is null ? null : $"{Name} {number}")
        {
            Loss = Loss,
            Trained = Trained,
            EpochsTrained = EpochsTrained,
            Columns = Columns,
            TrainedRows = TrainedRows,
            Initializers = Initializers is { } all
                ? [.. AllLayers.Zip(all).Where(pair => pair.First.MemberNumber == number).Select(static pair => pair.Second)]
                : null,
        };
        member.SetParameters([.. layers.SelectMany(layer => layer.Range(Parameters).ToArray())]);
        return member;
    }

    /// <summary>A network with the same parameters in another precision and without dropout, to look at closely.</summary>
    internal Network WithoutDropout(Precision precision)
    {
        var copy = new Network(InputSize, Layers.Select(static layer => layer.CopyWithoutDropout()), precision, Seed, Name) { Columns = Columns, Loss = Loss };
        copy.SetParameters([.. Parameters]);
        return copy;
    }

    /// <summary>The shape in one line, such as <c>2 → tanh 4 → sigmoid 1, 17 parameters</c>.</summary>
    public override string ToString() =>
        $"{InputSize} → {string.Join(" → ", Layers)}, {ParameterCount.ToString("N0", CultureInfo.CurrentCulture)} parameters";

    internal static void RequireCount(long count)
    {
        // Beyond this a double[] of parameters could not be made.
        if (count > 0x7FFF_0000)
        {
            throw Errors.NetworkTooLarge(count);
        }
    }

    /// <summary>Puts new parameters in place; the array belongs to the network from then on.</summary>
    internal void SetParameters(double[] parameters) => _store.Replace(parameters);

    internal void SetParameters<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] values = new double[parameters.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(parameters[i]);
        }

        SetParameters(values);
    }

    internal void AddRecord(EpochRecord record) => _history.Add(record);

    /// <summary>Becomes what another network of the same shape is: its parameters, its history and what it was trained with.</summary>
    internal void CopyStateFrom(Network other)
    {
        SetParameters([.. other.Parameters]);
        Loss = other.Loss;
        EpochsTrained = other.EpochsTrained;
        _history.CopyFrom(other._history);
    }

    /// <summary>Takes the network for one training; a second one at the same time is refused.</summary>
    internal void EnterTraining()
    {
        if (Interlocked.Exchange(ref _training, 1) != 0)
        {
            throw Errors.TrainingInProgress(this);
        }
    }

    internal void LeaveTraining() => Volatile.Write(ref _training, 0);

    private void DrawParameters(IReadOnlyList<WeightInitializer> initializers, CancellationToken cancellationToken)
    {
        Initializers = initializers;
        double[] parameters = new double[ParameterCount];
        for (int i = 0; i < AllLayers.Count; i++)
        {
            Layer layer = AllLayers[i];
            int seed = layer.MemberNumber is { } member ? NetworkMember.SeedOf(Seed, member) : Seed;
            var random = new StoppableRandom(RandomStream.Create(seed, RandomPurpose.Initialization, layer.Number - 1), cancellationToken);
            layer.Initialize(layer.Range(parameters), initializers[i], random);
        }

        SetParameters(parameters);
    }

    // What the layer says itself, then what the network's settings say.
    private static Layer Create(LayerSpecification layer, int index, int count, int inputs, NetworkSettings settings)
    {
        LayerMember member = LayerFamily.All[layer.Kind];
        int units = member.Units(layer.Units, inputs, index + 1);
        RequireSize(units, index + 1);
        bool last = index == count - 1;
        Activation defaultActivation = last ? settings.OutputActivation ?? Activation.Linear : member.DefaultActivation ?? settings.Activation;
        var shape = new LayerShape(
            inputs,
            units,
            layer.Activation ?? defaultActivation,
            layer.Slope,
            Dropout: layer.Dropout ?? (last ? 0 : settings.Dropout));
        RequirePlace(shape, index, last);
        return member.Create(shape, hasBias: !(layer.NoBias ?? settings.NoBias), layer.Options);
    }

    // What no layer in this place can be, from a specification or a file.
    internal static void RequirePlace(LayerShape shape, int index, bool last)
    {
        bool isDistribution = ActivationFamily.Create(shape.Activation).IsDistribution;
        if (isDistribution && !last)
        {
            throw Errors.HiddenSoftmax(index + 1);
        }

        if (isDistribution && shape.Units == 1)
        {
            throw Errors.SoftmaxOfOne(index + 1);
        }

        if (shape.Dropout is not (>= 0 and < 1))
        {
            throw Errors.DropoutRange(index + 1, shape.Dropout);
        }

        if (shape.Dropout > 0 && last)
        {
            throw Errors.OutputDropout();
        }

        if (shape.Slope is { } slope && !double.IsFinite(slope))
        {
            throw Errors.SlopeNotFinite(index + 1);
        }
    }

    private static void RequireSize(int size, int position)
    {
        if (size < 1)
        {
            throw Errors.LayerSize(position, size);
        }
    }
}
