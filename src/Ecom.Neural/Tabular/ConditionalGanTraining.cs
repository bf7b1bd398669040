using System.Runtime.InteropServices;
using Ecom.Neural.Adversarial;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>Trains a CTGAN: a critic step with gradient penalty, then a generator step that also has to meet its conditions.</summary>
public sealed class ConditionalGanTraining : ITrainingTask, IDisposable
{
    private readonly ConditionalGan _network;
    private readonly ConditionalGanOptions _options;
    private readonly EncodedRows _rows;
    private readonly ConditionSampler _sampler;
    private readonly AdamOptimizer _generatorOptimizer;
    private readonly AdamOptimizer _criticOptimizer;

    public ConditionalGanTraining(ConditionalGan network, ConditionalGanOptions options, EncodedRows rows, ConditionSampler sampler)
    {
        (_network, _options, _rows, _sampler) = (network, options, rows, sampler);
        _generatorOptimizer = new AdamOptimizer(network.GeneratorParameters, options.LearningRate, beta1: 0.5, beta2: 0.9, weightDecay: options.GeneratorDecay);
        _criticOptimizer = new AdamOptimizer(network.CriticParameters, options.LearningRate, beta1: 0.5, beta2: 0.9);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_generatorOptimizer, _criticOptimizer];
    public int SampleCount => _rows.Count;

    /// <summary>The rows come from the conditions, not from the order of the epoch, which only counts them.</summary>
    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var count = samples.Length / _options.Pack * _options.Pack;
        // Batch normalisation needs two rows, a pack its number.
        if (count < 2) return;
        using var seed = torch.randint(int.MaxValue, [1L], generator: step.Generator);
        var random = new Random((int)seed.item<long>());
        using (torch.NewDisposeScope()) PlayCritic(count, random, step);
        PlayGenerator(count, random, step);
    }

    public double? Validate() => null;

    public void Dispose()
    {
        _generatorOptimizer.Dispose();
        _criticOptimizer.Dispose();
    }

    /// <summary>Condition vectors of a batch: [batch × width of a condition].</summary>
    public static torch.Tensor Vectors(Condition[] conditions, int width)
    {
        var vectors = torch.zeros(conditions.Length, width);
        var values = MemoryMarshal.Cast<byte, float>(vectors.bytes);
        for (var c = 0; c < conditions.Length; c++)
            if (conditions[c].Span is not null) values[c * width + conditions[c].Offset + conditions[c].Value] = 1;
        return vectors;
    }

    private void PlayCritic(int count, Random random, TrainingStep step)
    {
        var drawn = _sampler.Draw(count, random, byLogFrequency: true);
        var conditions = Vectors(drawn, _sampler.Width);
        torch.Tensor fake;
        using (torch.no_grad()) fake = _network.Activate(_network.forward(_network.Input(conditions, step.Generator)), step.Generator);
        // Real rows meet the same conditions in another order, so that a pack does not pair them one to one.
        var shuffled = drawn.ToArray();
        random.Shuffle(shuffled);
        var real = _rows.Batch([.. shuffled.Select(c => c.Row)]);
        var fakePacks = _network.Pack(torch.cat([fake, conditions], 1));
        var realPacks = _network.Pack(torch.cat([real, Vectors(shuffled, _sampler.Width)], 1));
        var loss = AdversarialLoss.Discriminator(
            AdversarialObjective.Wasserstein, _network.Judge(realPacks, step.Generator), _network.Judge(fakePacks, step.Generator));
        var penalty = AdversarialLoss.GradientPenalty(x => _network.Judge(x, step.Generator), realPacks, fakePacks, step.Generator);
        step.Report("lossD", loss.item<float>(), count);
        step.Report("penalty", penalty.item<float>(), count);
        _criticOptimizer.zero_grad();
        (loss + Scalars.Of(_options.Penalty) * penalty).backward();
        _criticOptimizer.step();
    }

    private void PlayGenerator(int count, Random random, TrainingStep step)
    {
        var drawn = _sampler.Draw(count, random, byLogFrequency: true);
        var conditions = Vectors(drawn, _sampler.Width);
        var raw = _network.forward(_network.Input(conditions, step.Generator));
        var fake = _network.Activate(raw, step.Generator);
        var loss = AdversarialLoss.Generator(
            AdversarialObjective.Wasserstein, _network.Judge(_network.Pack(torch.cat([fake, conditions], 1)), step.Generator));
        step.Report("lossG", loss.item<float>(), count);
        if (_sampler.Width > 0)
        {
            var condition = ConditionLoss(raw, drawn);
            step.Report("condition", condition.item<float>(), count);
            loss += condition;
        }
        _generatorOptimizer.zero_grad();
        loss.backward();
        _generatorOptimizer.step();
    }

    /// <summary>Cross-entropy between the conditions and what was generated for their columns.</summary>
    internal static torch.Tensor ConditionLoss(torch.Tensor raw, Condition[] drawn)
    {
        var total = torch.zeros(1);
        foreach (var group in Enumerable.Range(0, drawn.Length).Where(r => drawn[r].Span is not null).GroupBy(r => drawn[r].Span!))
        {
            var rows = torch.tensor(group.Select(r => (long)r).ToArray());
            var values = torch.tensor(group.Select(r => (long)drawn[r].Value).ToArray());
            total += torch.nn.functional.cross_entropy(
                raw.index_select(0, rows).narrow(1, group.Key.Start, group.Key.Width), values, reduction: torch.nn.Reduction.Sum);
        }
        return total.squeeze() / Scalars.Of(drawn.Length);
    }
}
