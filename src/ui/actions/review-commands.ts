/** Every key of the review. */
import { showInfo } from '../panes/info.ts';
import { askAgain } from './ask-again.ts';
import { bulkMenu } from './bulk.ts';
import { askForDate, askForPlace } from './correct.ts';
import {
  accept,
  acceptMenu,
  acceptStay,
  chooseFrame,
  reject,
  rejectStay,
  reset,
  resetStay,
  switchExclusion,
} from './decide.ts';
import { editing, editOutside } from './edit.ts';
import { switchExisting } from './existing.ts';
import { askForFilter, clearOneLevel, filterMenu, goTo, sortMenu } from './filter.ts';
import { fix } from './fix.ts';
import { compareFrames, leaveFrames, refusedToCompare } from './frames.ts';
import { keep } from './keep.ts';
import { focusKeywords, movingCursor } from './keyword-cursor.ts';
import { addKeywords, movingKeyword, promote, remove, replace, sortBack } from './keywords.ts';
import { movingBy, movingByPage, movingByRow, movingTo, movingToNextLook } from './move.ts';
import { reviewCommands } from './run-action.ts';
import { selectAll, selectMenu, selectRange, toggleSelected } from './select.ts';
import { keepOurs, keepTheirs, showSidecar } from './sidecar.ts';
import { spellingMenu } from './spelling.ts';
import { stepping } from './undo.ts';
import { switchUsage, takeUsage } from './usage.ts';
import { bringBack } from './versions.ts';
import { copyText, nextPictureSize, openOriginal } from './view.ts';

export const allReviewCommands = [
  ...reviewCommands({ group: 'Decide', context: 'review', on: 'selection' }, [
    ['review.accept', 'p', 'Accept and go on to the next open photo', accept, 'accept'],
    ['review.reject', 'x', 'Reject and go on to the next open photo', reject, 'reject'],
    ['review.reset', 'u', 'Back to undecided, and go on to the next photo', reset],
    ['review.acceptStay', 'P', 'Accept without going on', acceptStay],
    ['review.rejectStay', 'X', 'Reject without going on', rejectStay],
    ['review.resetStay', 'U', 'Back to undecided without going on', resetStay],
    [
      'review.acceptPart',
      'A',
      'Accept only the title or the keywords; or all without ! and ?',
      acceptMenu,
    ],
    ['review.exclude', '-', 'Leave out of all stages, or take in again', switchExclusion],
  ]),
  ...reviewCommands({ group: 'Decide', context: 'frames', on: 'photo' }, [
    ['review.choose', 'K', 'Accept this frame and reject the others', chooseFrame, 'only this one'],
  ]),
  ...reviewCommands({ group: 'Decide', context: 'review', on: 'list' }, [
    ['review.undo', 'z', 'Undo the last step, even from an earlier day', stepping('undo'), 'undo'],
    ['review.redo', 'Z', 'Redo what was undone', stepping('redo')],
  ]),
  ...reviewCommands({ group: 'Move', context: 'photos', on: 'photo' }, [
    ['review.next', 'down right j l', 'Next photo', movingBy(1)],
    ['review.previous', 'up left k h', 'Previous photo', movingBy(-1)],
  ]),
  ...reviewCommands({ group: 'Move', context: 'frames', on: 'photo' }, [
    ['review.rowDown', 'down j', 'Frame below', movingByRow(1)],
    ['review.rowUp', 'up k', 'Frame above', movingByRow(-1)],
  ]),
  ...reviewCommands({ group: 'Move', context: 'review', on: 'photo' }, [
    ['review.pageDown', 'pagedown ctrl+d', 'A page down', movingByPage(1)],
    ['review.pageUp', 'pageup ctrl+u', 'A page up', movingByPage(-1)],
  ]),
  ...reviewCommands({ group: 'Move', context: 'photos', on: 'photo' }, [
    ['review.first', 'home g', 'First photo', movingTo(0)],
    ['review.last', 'end G', 'Last photo', movingTo(Number.MAX_SAFE_INTEGER)],
  ]),
  ...reviewCommands({ group: 'Move', context: 'review', on: 'photo' }, [
    [
      'review.nextLook',
      'n',
      'Next photo that needs a look: first !, then ?, then open',
      movingToNextLook(1),
      'next problem',
    ],
    ['review.previousLook', 'N', 'Previous photo that needs a look', movingToNextLook(-1)],
  ]),
  ...reviewCommands({ group: 'Move', context: 'keywords', on: 'photo' }, [
    ['review.nextStay', 'J', 'Next photo', movingBy(1)],
    ['review.previousStay', 'K', 'Previous photo', movingBy(-1)],
  ]),
  ...reviewCommands({ group: 'Edit', context: 'review', on: 'photo' }, [
    ['review.title', 't enter', 'Edit the title', editing('title'), 'title'],
    ['review.shortTitle', 'T', 'Edit the short title', editing('shortTitle')],
    ['review.editor', 'e', 'Edit title, caption and keywords in your own editor', editOutside],
  ]),
  ...reviewCommands({ group: 'Edit', context: 'review', on: 'selection' }, [
    ['review.date', 'D', 'Set the date it was taken', askForDate],
    ['review.place', 'C', 'Set the city and country where it was taken', askForPlace],
    ['review.fix', 'F', 'Fix what the checks found, also in all selected photos', fix],
    ['review.keep', '!', 'Keep a word and silence its check, also in all selected photos', keep],
    [
      'review.existing',
      'E',
      'Drop the keywords that the photo had before, or put them back',
      switchExisting,
    ],
    ['review.usage', 'm', 'Change between editorial and commercial', switchUsage],
  ]),
  ...reviewCommands({ group: 'Edit', context: 'review', on: 'photo' }, [
    ['review.takeUsage', 'M', 'Editorial or commercial, as the model suggests', takeUsage],
    ['review.bringBack', 'B', 'Bring back removed keywords, compare other answers', bringBack],
    ['review.sidecar', 'w', 'See what other programs wrote in the sidecar', showSidecar],
    ['review.keepOurs', 'O', 'Keep our text and override the sidecar', keepOurs],
    ['review.keepTheirs', 'Y', 'Take what another program wrote in the sidecar', keepTheirs],
  ]),
  ...reviewCommands({ group: 'Edit', context: 'review', on: 'list' }, [
    ['review.spelling', 'W', 'Check the spelling: American, British, or not at all', spellingMenu],
  ]),
  ...reviewCommands({ group: 'Edit', context: 'review', on: 'selection' }, [
    ['review.askAgain', 'r', 'Ask the model again, with a hint from you', askAgain],
  ]),
  ...reviewCommands({ group: 'Keywords', context: 'review', on: 'photo' }, [
    [
      'keywords.focus',
      'tab shift+tab',
      'Switch between keywords and photos',
      focusKeywords,
      'keywords',
    ],
    ['keywords.add', 'a', 'Add keywords', addKeywords, 'add'],
  ]),
  ...reviewCommands({ group: 'Keywords', context: 'adding', on: 'photo' }, [
    ['keywords.addTop', 'ctrl+t', 'Add them to the top ten', ({ shell }) => shell.act('other')],
  ]),
  ...reviewCommands({ group: 'Keywords', context: 'keywords', on: 'photo' }, [
    ['keywords.left', 'left h', 'Keyword to the left', movingCursor('left')],
    ['keywords.right', 'right l', 'Keyword to the right', movingCursor('right')],
    ['keywords.up', 'up k', 'Keyword above', movingCursor('up')],
    ['keywords.down', 'down j', 'Keyword below', movingCursor('down')],
    ['keywords.first', 'home g', 'First keyword', movingCursor('first')],
    ['keywords.last', 'end G', 'Last keyword', movingCursor('last')],
    ['keywords.remove', 'd delete backspace', 'Remove the keyword', remove, 'remove'],
    ['keywords.change', 'enter', 'Change the keyword', replace, 'change'],
    ['keywords.earlier', '< shift+left', 'Move the keyword forward', movingKeyword(-1), 'move'],
    ['keywords.later', '> shift+right', 'Move the keyword back', movingKeyword(1)],
    ['keywords.promote', '+', 'Move it to the top ten; again, to the front', promote, 'top ten'],
    ['keywords.sortBack', '=', 'Put the keywords back in the order of the answer', sortBack],
    ['keywords.leave', 'escape', 'Back to the photos', focusKeywords],
  ]),
  ...reviewCommands({ group: 'Many at once', context: 'review', on: 'photo' }, [
    ['select.toggle', 'space', 'Select the photo and go on', toggleSelected],
    ['select.range', 'V', 'Start a range; at its other end, select it', selectRange],
    ['select.all', '*', 'Select every photo of the list', selectAll],
    ['select.menu', 'S', 'Select a folder, a burst, all others, none', selectMenu],
  ]),
  ...reviewCommands({ group: 'Many at once', context: 'review', on: 'selection' }, [
    [
      'many.menu',
      'b',
      'Change many at once: keywords, words, usage, place, date',
      bulkMenu,
      'change many',
    ],
  ]),
  ...reviewCommands({ group: 'Look', context: 'review', on: 'photo' }, [
    [
      'look.frames',
      'c',
      'Compare the frames of this burst side by side',
      compareFrames,
      'compare',
      refusedToCompare,
    ],
  ]),
  ...reviewCommands({ group: 'Look', context: 'frames', on: 'photo' }, [
    ['look.list', 'c escape', 'Back to the list, on this photo', leaveFrames, 'back to the list'],
  ]),
  ...reviewCommands({ group: 'Find', context: 'review', on: 'list' }, [
    ['find.filter', '/', 'Show only photos with these words or fields', askForFilter, 'filter'],
    ['find.show', 'f', 'Common filters: undecided, with problems, edited, ...', filterMenu],
    ['find.sort', 's', 'Sort the list', sortMenu],
  ]),
  ...reviewCommands({ group: 'Find', context: 'review', on: 'photo' }, [
    ['find.goTo', '#', 'Go to a number or file name', goTo],
  ]),
  ...reviewCommands({ group: 'Find', context: 'photos', on: 'list' }, [
    ['find.clear', 'escape', 'Clear range, selection and filter, one by one', clearOneLevel],
  ]),
  ...reviewCommands({ group: 'Look', context: 'review', on: 'list' }, [
    ['look.picture', 'v', 'Picture: beside, large, none', nextPictureSize, 'picture'],
  ]),
  ...reviewCommands({ group: 'Look', context: 'review', on: 'photo' }, [
    ['look.original', 'o', 'Open the photo in the system viewer', openOriginal],
    ['look.info', 'i', 'Everything about this photo', showInfo],
    ['look.copy', 'y', 'Copy title and keywords to the clipboard', copyText],
  ]),
];
