using TorchSharp;

namespace Ecom.Neural.Training;

/// <summary>What a task is told about the step it takes, and where it reports losses.</summary>
public sealed class TrainingStep(torch.Generator generator)
{
    private readonly SortedDictionary<string, (double Sum, double Weight)> _losses = new(StringComparer.Ordinal);

    /// <summary>The source of all randomness of this step; a task that draws from elsewhere does not repeat.</summary>
    public torch.Generator Generator { get; } = generator;

    /// <summary>The current epoch, from one.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Steps taken before this one, over all epochs.</summary>
    public long Number { get; internal set; }

    /// <summary>Steps of the whole training, if it is not stopped early.</summary>
    public long Total { get; internal set; }

    /// <summary>Adds a loss to the epoch's average of that name.</summary>
    /// <param name="name">E.g. <c>reconstruction</c>, <c>kl</c>, <c>lossD</c>.</param>
    /// <param name="value">Average over the batch.</param>
    /// <param name="weight">Samples averaged over.</param>
    public void Report(string name, double value, int weight)
    {
        var (sum, total) = _losses.GetValueOrDefault(name);
        _losses[name] = (sum + value * weight, total + weight);
    }

    internal Dictionary<string, double> TakeAverages()
    {
        var averages = _losses.ToDictionary(l => l.Key, l => l.Value.Sum / l.Value.Weight);
        _losses.Clear();
        return averages;
    }
}
