using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Privacy;

/// <summary>
/// DP-SGD (Abadi et al. 2016): Poisson samples, gradients clipped row by row, Gaussian noise on their sum. What any optimiser makes of the noised gradients costs
/// nothing further. The number of rows counts as public.
/// </summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Rate">Chance of each row to be in a step's sample.</param>
/// <param name="Clip">Largest norm of a row's gradient.</param>
/// <param name="NoiseMultiplier">Standard deviation of the noise over <paramref name="Clip"/>.</param>
public sealed record PrivateGradients(int Rows, double Rate, double Clip, double NoiseMultiplier)
{
    private readonly SecureNoise _noise = new();

    /// <summary>Noised gradients so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Rows of an average sample: the divisor of the sum, since the number of rows drawn is itself private.</summary>
    public double ExpectedBatch => Rows * Rate;

    /// <summary>The rows of a step.</summary>
    public int[] Sample() => _noise.Sample(Rows, Rate);

    /// <summary>A step of an optimiser on the noised gradients of a sample drawn here. Only the norm of what was released is reported, as a loss of rows would tell of them.</summary>
    /// <param name="parameters">All parameters that a row may change.</param>
    /// <param name="optimizer">Over them.</param>
    /// <param name="clipped">From the rows drawn, one or more, their clipped gradients, summed.</param>
    /// <param name="name">Of the norm reported.</param>
    /// <param name="step">Takes the report.</param>
    public void Descend(
        Parameter[] parameters, OptimizerHelper optimizer, Func<int[], IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)>> clipped, string name, TrainingStep step)
    {
        var drawn = Sample();
        var surrogate = Surrogate(parameters, drawn.Length == 0 ? [] : clipped(drawn));
        optimizer.zero_grad();
        surrogate.backward();
        using (torch.no_grad()) step.Report(name, Math.Sqrt(parameters.Sum(p => (double)p.grad!.square().sum().item<float>())), 1);
        optimizer.step();
    }

    /// <summary>
    /// A scalar whose gradient is the noised mean of the rows' clipped gradients: to be added to losses that no row went into, and differentiated. No sum at all stands for an empty
    /// sample, which gets its noise too.
    /// </summary>
    /// <param name="parameters">All parameters that a row may change.</param>
    /// <param name="sums">From <see cref="RowTape.Clip"/> with <see cref="Clip"/>.</param>
    public torch.Tensor Surrogate(IEnumerable<Parameter> parameters, IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> sums)
    {
        Steps++;
        var total = torch.zeros(1);
        foreach (var parameter in parameters)
        {
            var gradient = _noise.Normals(parameter.shape) * Scalars.Of(NoiseMultiplier * Clip);
            if (sums.FirstOrDefault(s => ReferenceEquals(s.Parameter, parameter)).Sum is { } sum) gradient += sum;
            else if (sums.Count > 0) throw new InvalidOperationException("A parameter has no clipped gradient.");
            total += (parameter * (gradient / Scalars.Of(ExpectedBatch)).detach()).sum();
        }
        return total.squeeze();
    }
}
