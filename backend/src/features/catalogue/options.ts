import { z } from 'zod'

import { Option } from '#platform/contract.ts'

const Options = z.array(Option).readonly()

/** The options of a variant as they are kept in its row. */
export const readOptions = (json: unknown): readonly Option[] => Options.parse(json)
