using Ecom.Augmentation.Completion;
using Ecom.Recommendation.Autoencoder;

namespace Ecom.Augmentation.Autoencoder;

/// <summary>A denoising autoencoder (Mult-DAE; Liang et al. 2018, after CDAE; Wu et al. 2016) completes short histories.</summary>
public sealed class AutoencoderAugmenter() : NetworkAugmenter(new AutoencoderFamily());
