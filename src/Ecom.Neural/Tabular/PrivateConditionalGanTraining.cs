using Ecom.Neural.Adversarial;
using Ecom.Neural.Privacy;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>
/// Trains a CTGAN under differential privacy, the unit being a row. Only the critic sees rows, and of its gradient only the part that comes from them is clipped
/// and noised; generated rows and the generator's own steps cost nothing. There are no packs, which would mix rows in one gradient. The gradient penalty,
/// which needs real rows, is replaced: the critic is a discriminator with the logistic loss, whose slope is bounded, and the generator descends the non-saturating loss.
/// A real row's condition is a value of its own, and the generator's are drawn by frequency, so that no row is drawn for a condition. Losses of rows are not reported.
/// </summary>
public sealed class PrivateConditionalGanTraining : ITrainingTask, IDisposable
{
    private readonly ConditionalGan _network;
    private readonly ConditionalGanOptions _options;
    private readonly EncodedRows _rows;
    private readonly ConditionSampler _sampler;
    private readonly PrivateGradients _gradients;
    private readonly Parameter[] _criticParameters;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _criticOptimizer;

    /// <param name="network">With packs of one.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="rows">The private rows.</param>
    /// <param name="sampler">Knows frequencies that are released already, not those of the rows.</param>
    /// <param name="gradients">Draws, clips and noises.</param>
    public PrivateConditionalGanTraining(
        ConditionalGan network, ConditionalGanOptions options, EncodedRows rows, ConditionSampler sampler, PrivateGradients gradients)
    {
        if (options.Pack != 1) throw new ArgumentException("A pack would mix several rows in one gradient.", nameof(options));
        (_network, _options, _rows, _sampler, _gradients) = (network, options, rows, sampler, gradients);
        _criticParameters = [.. network.CriticParameters];
        _generatorOptimizer = new AdamOptimizer(network.GeneratorParameters, options.LearningRate, beta1: 0.5, beta2: 0.9, weightDecay: options.GeneratorDecay);
        _criticOptimizer = new AdamOptimizer(_criticParameters, options.LearningRate, beta1: 0.5, beta2: 0.9);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_generatorOptimizer, _criticOptimizer];
    public int SampleCount => _rows.Count;

    /// <summary>The rows are drawn here: the order of an epoch, which only counts the steps, is no Poisson sample.</summary>
    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        using var seed = torch.randint(int.MaxValue, [1L], generator: step.Generator);
        var random = new Random((int)seed.item<long>());
        using (torch.NewDisposeScope()) PlayCritic(random, step);
        if (_gradients.Steps % _options.CriticSteps == 0) PlayGenerator(random, step);
    }

    public double? Validate() => null;

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _criticOptimizer.Dispose();
    }

    private int FakeRows => Math.Max(2, (int)_gradients.ExpectedBatch);

    private void PlayCritic(Random random, TrainingStep step)
    {
        var conditions = ConditionalGanTraining.Vectors(_sampler.Draw(FakeRows, random, byLogFrequency: false), _sampler.Width);
        torch.Tensor fake;
        using (torch.no_grad()) fake = _network.Activate(_network.forward(_network.Input(conditions, step.Generator)), step.Generator);
        var loss = -(-_network.Judge(torch.cat([fake, conditions], 1), step.Generator)).log_sigmoid().mean();
        step.Report("fake", loss.item<float>(), FakeRows);
        var drawn = _gradients.Sample();
        var surrogate = _gradients.Surrogate(_criticParameters, drawn.Length == 0 ? [] : Gradients(drawn, random, step.Generator));
        _criticOptimizer.zero_grad();
        (loss + surrogate).backward();
        _criticOptimizer.step();
    }

    private IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> Gradients(int[] drawn, Random random, torch.Generator generator)
    {
        var conditions = ConditionalGanTraining.Vectors([.. drawn.Select(r => _sampler.Of(_rows, r, random))], _sampler.Width);
        var tape = new RowTape();
        var logits = _network.Judge(torch.cat([_rows.Batch(drawn), conditions], 1), generator, tape);
        return tape.Clip(-logits.log_sigmoid().squeeze(1), _gradients.Clip).Sums;
    }

    private void PlayGenerator(Random random, TrainingStep step)
    {
        var drawn = _sampler.Draw(FakeRows, random, byLogFrequency: false);
        var conditions = ConditionalGanTraining.Vectors(drawn, _sampler.Width);
        var raw = _network.forward(_network.Input(conditions, step.Generator));
        var loss = AdversarialLoss.Generator(
            AdversarialObjective.NonSaturating, _network.Judge(torch.cat([_network.Activate(raw, step.Generator), conditions], 1), step.Generator));
        step.Report("lossG", loss.item<float>(), FakeRows);
        if (_sampler.Width > 0)
        {
            var condition = ConditionalGanTraining.ConditionLoss(raw, drawn);
            step.Report("condition", condition.item<float>(), FakeRows);
            loss += condition;
        }
        _generatorOptimizer.zero_grad();
        loss.backward();
        _generatorOptimizer.step();
    }
}
