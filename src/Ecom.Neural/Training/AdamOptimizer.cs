using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Training;

/// <summary>
/// Adam (Kingma, Ba 2015; <see href="https://arxiv.org/abs/1412.6980"/>) with TorchSharp's state and checkpoints, and a step of its own: TorchSharp's makes six native scalars a parameter in passing,
/// each of which may be gone when torch reads it (see <see cref="Scalars"/>).
/// </summary>
/// <param name="parameters">What is learned.</param>
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
        double first = options.beta1!.Value, second = options.beta2!.Value, decay = options.weight_decay!.Value, rate = options.LearningRate!.Value;
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            if (decay > 0) gradient = gradient.add(parameter, alpha: Scalars.Of(decay));
            var state = (State)_state[parameter.Handle];
            state.step++;
            state.exp_avg.mul_(Scalars.Of(first)).add_(gradient, alpha: Scalars.Of(1 - first));
            state.exp_avg_sq.mul_(Scalars.Of(second)).addcmul_(gradient, gradient, value: Scalars.Of(1 - second));
            var spread = state.exp_avg_sq.sqrt().div_(Scalars.Of(Math.Sqrt(1 - Math.Pow(second, state.step)))).add_(Scalars.Of(options.eps!.Value));
            parameter.addcdiv_(state.exp_avg, spread, value: Scalars.Of(-rate / (1 - Math.Pow(first, state.step))));
        }
    }
}
