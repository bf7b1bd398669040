using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>A batch as the two players see it. A vector is a list of tensors, since not every batch has one number for each item.</summary>
internal interface ICfganBatch
{
    /// <summary>The rows themselves.</summary>
    torch.Tensor[] Real { get; }

    /// <summary>What the generator puts out for them as they see it, with partial masking; the output itself is worked out once.</summary>
    torch.Tensor[] Masked(double ratio, torch.Generator generator);

    /// <summary>Logits of the discriminator as it is now for each of some vectors under the rows' condition: [batch × 1] each.</summary>
    torch.Tensor[] Judge(params torch.Tensor[][] vectors);

    /// <summary>The squares of generated values at a share of untouched items, summed over them and averaged over rows.</summary>
    torch.Tensor Zeros(double ratio, torch.Generator generator);

    /// <summary>The gradient penalty between real and fake vectors.</summary>
    torch.Tensor Penalty(torch.Tensor[] fake, torch.Generator generator);
}
