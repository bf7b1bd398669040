using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>Puts scores of different models on one scale, in place.</summary>
public static class PartScores
{
    public const float Floor = -9;

    public static void Apply(PartTransform transform, Span<float> scores)
    {
        if (scores.IsEmpty) return;
        switch (transform)
        {
            case PartTransform.Standard:
                var mean = TensorPrimitives.Sum<float>(scores) / scores.Length;
                TensorPrimitives.Subtract(scores, mean, scores);
                var deviation = TensorPrimitives.Norm<float>(scores) / MathF.Sqrt(scores.Length);
                if (deviation > 0) TensorPrimitives.Divide(scores, deviation, scores);
                break;
            case PartTransform.Log:
                var most = TensorPrimitives.Max<float>(scores);
                if (most <= 0)
                {
                    scores.Clear();
                    break;
                }
                // Popularity fills what a model does not reach with tiny scores: beyond the floor, their order is kept by a slight slope.
                for (var i = 0; i < scores.Length; i++)
                    scores[i] = scores[i] <= 0 ? Floor - 1 : Soft(MathF.Log(scores[i] / most));
                break;
            case PartTransform.Logit:
                TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
                for (var i = 0; i < scores.Length; i++) scores[i] = Soft(scores[i]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(transform));
        }
    }

    private static float Soft(float value) => value >= Floor ? value : Floor - (1 - (1 / (1 - ((value - Floor) / 32))));
}
