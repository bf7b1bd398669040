using System.Numerics;
using System.Runtime.InteropServices;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Training;

/// <summary>
/// Adam (Kingma, Ba 2015; <see href="https://arxiv.org/abs/1412.6980"/>) with TorchSharp's state and checkpoints, and a step of its own: TorchSharp's makes six native scalars a parameter in passing,
/// each of which may be gone when torch reads it (see <see cref="Scalars"/>), and reads and writes the moments eight times over; this one goes through them once.
/// </summary>
/// <param name="parameters">What is learned: 32-bit floats in the machine's memory.</param>
/// <param name="learningRate">Above zero.</param>
/// <param name="beta1">Decay of the mean of gradients, a step.</param>
/// <param name="beta2">Decay of the mean of their squares, a step.</param>
/// <param name="weightDecay">L2 penalty, added to the gradients.</param>
public sealed class AdamOptimizer(IEnumerable<Parameter> parameters, double learningRate, double beta1 = .9, double beta2 = .999, double weightDecay = 0)
    : Adam([.. parameters], learningRate, beta1, beta2, weight_decay: weightDecay)
{
    public override torch.Tensor step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

    private void Update(ParamGroup group)
    {
        var options = (Options)group.Options;
        double first = options.beta1!.Value, second = options.beta2!.Value;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            // Numbers are taken in the order in which they lie in memory, which is one for all four where none is a view.
            if (!gradient.is_contiguous()) gradient = gradient.contiguous();
            var state = (State)_state[parameter.Handle];
            state.step++;
            Update(
                Numbers(parameter), Numbers(gradient), Numbers(state.exp_avg), Numbers(state.exp_avg_sq), (float)first, (float)second,
                (float)(options.LearningRate!.Value / (1 - Math.Pow(first, state.step))), (float)(1 / Math.Sqrt(1 - Math.Pow(second, state.step))),
                (float)options.eps!.Value, (float)options.weight_decay!.Value);
            GC.KeepAlive(gradient);
        }
    }

    private static Span<float> Numbers(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static void Update(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square, float first, float second, float rate, float correction, float epsilon, float decay)
    {
        var width = Vector<float>.Count;
        var whole = parameter.Length - parameter.Length % width;
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameter[..whole]);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient[..whole]);
        var m = MemoryMarshal.Cast<float, Vector<float>>(mean[..whole]);
        var s = MemoryMarshal.Cast<float, Vector<float>>(square[..whole]);
        for (var i = 0; i < p.Length; i++)
        {
            var slope = g[i] + decay * p[i];
            m[i] = first * m[i] + (1 - first) * slope;
            s[i] = second * s[i] + (1 - second) * slope * slope;
            p[i] -= rate * m[i] / (correction * Vector.SquareRoot(s[i]) + new Vector<float>(epsilon));
        }
        for (var i = whole; i < parameter.Length; i++)
        {
            var slope = gradient[i] + decay * parameter[i];
            mean[i] = first * mean[i] + (1 - first) * slope;
            square[i] = second * square[i] + (1 - second) * slope * slope;
            parameter[i] -= rate * mean[i] / (correction * MathF.Sqrt(square[i]) + epsilon);
        }
    }
}
